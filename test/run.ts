import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

/**
 * Runs what `npm run check` and `npm test` promise, a few steps at a time, and shows only what failed. The tests of most
 * rooms, files named `*.slow.test.ts` and the browser's are left to `npm test`.
 */
type Step = { name: string; command: string; args: string[] }

const bin = 'node_modules/.bin'
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } })

function tests(name: string, pattern: string, isLeftOut: (file: string) => boolean = () => false): Step[] {
  const files = globSync(pattern).filter((file) => !isLeftOut(file))
  // the machine is shared with the other steps: tests measure nothing, so they may wait
  const args = [
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=dot',
    // what waits for ever is named rather than waited for
    '--test-timeout=300000',
    ...files.sort(),
  ]
  return files.length === 0 ? [] : [{ name, command: process.execPath, args }]
}

// together with types and lint these end within a minute; the other rooms open whole houses and take several
const quickRooms = ['base', 'contracts', 'docs', 'math', 'mcp', 'models', 'store', 'warehouse', 'web']
const isQuick = (file: string): boolean => {
  const [, room] = file.split('/')
  return quickRooms.includes(room) || room.endsWith('.test.ts')
}
const isSlow = (file: string): boolean => file.endsWith('.slow.test.ts')

const steps: Step[] = [
  { name: 'format', command: `${bin}/oxfmt`, args: ['--check'] },
  { name: 'types', command: `${bin}/tsc`, args: ['-p', 'tsconfig.json'] },
  ...(existsSync('src/web/tsconfig.json')
    ? [{ name: 'types of the web', command: `${bin}/tsc`, args: ['-p', 'src/web/tsconfig.json'] }]
    : []),
  { name: 'lint', command: `${bin}/oxlint`, args: ['--type-aware'] },
  { name: 'unused exports', command: `${bin}/knip`, args: ['--no-progress'] },
  ...tests('tests', 'test/**/*.test.ts', (file) => isSlow(file) || !(values.all || isQuick(file))),
  ...(values.all ? tests('slow tests', 'test/**/*.slow.test.ts') : []),
  ...(values.all && existsSync('playwright.config.ts')
    ? [{ name: 'browser tests', command: `${bin}/playwright`, args: ['test', '--project=uses'] }]
    : []),
]

async function run({ name, command, args }: Step): Promise<boolean> {
  const started = performance.now()
  const child = spawn(command, args, { env: { ...process.env, TZ: 'UTC', FORCE_COLOR: '0' } })
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      said += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  // what passed at the second try only is worth a look, and is not to be forgotten
  const wavered = /^ *\d+ flaky\n(?: +\[.*\n)+/m.exec(said)?.[0]
  if (code !== 0) console.log(said)
  else if (wavered) console.log(wavered.trimEnd())
  return code === 0
}

/** Two at a time: the checkers use a core each, and the tests want the rest. */
async function runAll(waiting: Step[]): Promise<boolean> {
  let good = true
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) good = (await run(step)) && good
  }
  await Promise.all([worker(), worker()])
  return good
}

process.exitCode = (await runAll([...steps])) ? 0 : 1
