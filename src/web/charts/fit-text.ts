const font = "13px 'Inter Variable', system-ui, sans-serif"
const shortest = 4

let context: CanvasRenderingContext2D | null = null

export function textWidth(text: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * 7
  context.font = font
  return context.measureText(text).width
}

/** As much of a text as there is room for, with a sign that it goes on. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let fits = shortest
  let tooMany = text.length
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1
    if (textWidth(`${text.slice(0, middle)}…`) <= width) fits = middle
    else tooMany = middle
  }
  return `${text.slice(0, fits)}…`
}
