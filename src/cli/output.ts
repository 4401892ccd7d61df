/** Where a command writes: its answer to `print`, what is said on the way to `say`. */
export type Output = {
  print: (text: string) => void
  say: (text: string) => void
  /** whether `say` reaches a person at a terminal */
  terminal: boolean
}

export const consoleOutput: Output = {
  print: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
}

const barWidth = 24

/** A bar that redraws itself in a terminal, and is silent elsewhere. */
export function progressBar(output: Output): {
  show: (step: { progress: number; message: string }) => void
  end: () => void
} {
  let drawn = 0
  const draw = (text: string): void => {
    output.say(`\r${text.padEnd(drawn)}`)
    drawn = text.length
  }
  return {
    show: ({ progress, message }) => {
      if (!output.terminal) return
      const full = Math.round(Math.min(1, Math.max(0, progress)) * barWidth)
      const percent = `${Math.floor(progress * 100)}%`.padStart(4)
      draw(`${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent}  ${message.slice(0, 60)}`)
    },
    end: () => {
      if (drawn > 0) output.say(`\r${' '.repeat(drawn)}\r`)
      drawn = 0
    },
  }
}
