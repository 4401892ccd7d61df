import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { modelNames } from '../contracts/models.ts'

/** Where the files of runs lie: MODEL_PATH/workspace/model/run.json. */
export type Artifacts = {
  write: (place: RunFile, content: object) => Promise<void>
  /** undefined where it has been cleared away */
  read: (place: RunFile) => Promise<Record<string, unknown> | undefined>
  remove: (place: RunFile) => Promise<void>
  /** Leaves the newest files of a model, and removes the others. */
  prune: (place: Omit<RunFile, 'run_id'>, kept: number) => Promise<void>
  /** Removes the files of runs that are not known. */
  sweep: (workspaceId: string, isKnown: (runId: string) => Promise<boolean>) => Promise<void>
  forget: (workspaceId: string) => Promise<void>
}

export type RunFile = { workspace_id: string; model: string; run_id: string }

/** What is written here; the folder may be the user's own, with other things in it. */
const runFile = /^run_[0-9a-f]+\.json(\.part)?$/

/** Files that are there whole or not at all, also after a power cut. */
export function createArtifacts(folder: string): Artifacts {
  const fileOf = ({ workspace_id, model, run_id }: RunFile): string =>
    join(folder, workspace_id, model, `${run_id}.json`)
  const namesIn = async (path: string): Promise<string[]> =>
    (await readdir(path).catch(() => [])).sort((a, b) => (a < b ? -1 : 1))
  return {
    write: async (place, content) => {
      const file = fileOf(place)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const handle = await open(`${file}.part`, 'w', 0o600)
      try {
        await handle.writeFile(JSON.stringify(content))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${file}.part`, file)
    },
    read: async (place) => {
      try {
        return JSON.parse(await readFile(fileOf(place), 'utf8')) as Record<string, unknown>
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: async (place) => rm(fileOf(place), { force: true }),
    prune: async ({ workspace_id, model }, kept) => {
      const path = join(folder, workspace_id, model)
      const runs = (await namesIn(path)).filter((name) => runFile.test(name))
      for (const name of runs.slice(0, Math.max(0, runs.length - kept)))
        await rm(join(path, name), { force: true })
    },
    sweep: async (workspaceId, isKnown) => {
      for (const model of modelNames) {
        const path = join(folder, workspaceId, model)
        for (const name of (await namesIn(path)).filter((each) => runFile.test(each))) {
          const known = name.endsWith('.json') && (await isKnown(name.slice(0, -'.json'.length)))
          if (!known) await rm(join(path, name), { force: true })
        }
      }
    },
    forget: async (workspaceId) => {
      for (const model of modelNames)
        await rm(join(folder, workspaceId, model), { recursive: true, force: true })
    },
  }
}
