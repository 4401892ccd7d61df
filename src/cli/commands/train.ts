import type { Config } from '../../base/config.ts'
import type { ModelRunView } from '../../contracts/models.ts'
import { command, openDoor } from '../door.ts'
import { progressBar } from '../output.ts'
import type { Output } from '../output.ts'
import { table } from '../print-answer.ts'
import type { TrainedModels } from '../train-now.ts'
import { onlyWorkspace } from './ask.ts'
import { stopOnInterrupt } from './import.ts'

export type TrainOptions = { workspace?: string; clusters?: string; json?: boolean }

/** Trains models and prints what is served since, and why. */
export async function train(
  config: Config,
  models: readonly string[],
  options: TrainOptions,
  output: Output,
): Promise<void> {
  const door = await openDoor(config, 'the command train')
  const bar = progressBar(output)
  const stop = stopOnInterrupt()
  try {
    const workspace = options.workspace ?? (await onlyWorkspace(door))
    const body = { workspace, models, n_clusters: options.clusters }
    const request = { path: '/local/train', body, signal: stop.signal }
    const trained = await command<TrainedModels>(door, request, bar.show)
    bar.end()
    const readable = `${table([headings, ...trained.runs.map(row)], widestOutcome)}\n`
    output.print(options.json ? `${JSON.stringify(trained, null, 2)}\n` : readable)
  } finally {
    bar.end()
    stop.forget()
    await door.close()
  }
}

/** Why something is not served has to be read whole. */
const widestOutcome = 90

const headings = ['model', 'as of', 'outcome', 'quality', 'seconds']

function row(run: ModelRunView): string[] {
  const { what = '', need, have } = run.needed ?? {}
  const why = run.needed ? `needs ${need} ${what}, found ${have}` : (run.why ?? '').replaceAll('_', ' ')
  const quality = Object.entries(run.quality)
    .slice(0, 3)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`)
  const outcome = `${run.state.replaceAll('_', ' ')}${why ? ` (${why})` : ''}`
  return [run.model, run.as_of ?? '–', outcome, quality.join(', '), run.seconds.toFixed(1)]
}
