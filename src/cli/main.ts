import { Command, CommanderError, Option } from 'commander'
import { isAppError } from '../base/errors.ts'
import { readConfig } from '../base/config.ts'
import type { Config } from '../base/config.ts'
import { ask, questionHelp } from './commands/ask.ts'
import type { DemoOptions } from './commands/demo.ts'
import { importCommand } from './commands/import.ts'
import type { ImportCommandOptions } from './commands/import.ts'
import { createKey } from './commands/keys.ts'
import type { KeyOptions } from './commands/keys.ts'
import { signInLink } from './commands/link.ts'
import { mcpOverStdio } from './commands/mcp.ts'
import { addSource, listSources, mapSource, refreshSources, testSource } from './commands/source.ts'
import type { AddSourceOptions, PlaceOptions, RefreshOptions } from './commands/source.ts'
import { undo } from './commands/undo.ts'
import type { UndoOptions } from './commands/undo.ts'
import { train } from './commands/train.ts'
import type { TrainOptions } from './commands/train.ts'
import { listWorkspaces } from './commands/workspaces.ts'
import { consoleOutput } from './output.ts'
import type { Output } from './output.ts'

/** Reads the command line, runs what it says and sets the exit code: 1 where it failed, 2 where it was mistyped. */
export async function main(args: readonly string[], output: Output = consoleOutput): Promise<void> {
  try {
    await program(output).parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error, output)
  }
}

function report(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!isAppError(error)) {
    output.say(`trastienda: ${error instanceof Error ? error.stack : String(error)}\n`)
    return 1
  }
  output.say(`trastienda: ${error.message}\n`)
  if (error.code === 'internal' && error.cause instanceof Error) output.say(`${error.cause.stack}\n`)
  return 1
}

function program(output: Output): Command {
  const cli = new Command('trastienda')
    .description('the room behind the shop: what happened, why, what will happen, what to do about it')
    .exitOverride()
    .showHelpAfterError('(try "trastienda help")')
    .enablePositionalOptions()
    .configureOutput({ writeOut: output.print, writeErr: output.say })

  const workspace = (): Option =>
    new Option('-w, --workspace <id>', 'the workspace; not needed where there is only one')
  const asJson = (): Option => new Option('--json', 'print JSON')

  cli
    .command('serve')
    .description('open the data folder and serve it on HOST and PORT')
    .action(async () => {
      const { serve } = await import('./commands/serve.ts')
      await serve(config(), output)
    })

  cli
    .command('ask [question]')
    .description('ask a question and print the answer; without one, list the questions')
    .addOption(workspace())
    .addOption(asJson())
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption('-h, --help')
    .addHelpText('after', ({ command }) => questionHelp(command.args[0]))
    .action(
      async (
        question: string | undefined,
        options: { workspace?: string; json?: boolean },
        command: Command,
      ) => {
        await ask(config(), question, command.args.slice(1), options, output)
      },
    )

  cli
    .command('import <file...>')
    .description('import files; a workspace that is missing is made')
    .addOption(new Option('-w, --workspace <id>', 'the workspace').makeOptionMandatory())
    .option('--mapping <file>', 'which column is what, as JSON; guessed by default')
    .option('--currency <code>', 'the currency of rows that name none')
    .option('--time-zone <zone>', 'the zone of times that name none, such as America/La_Paz')
    .option(
      '--rate <currency=value>',
      "what one unit of a currency is in the shop's own, such as EUR=1.08; can be given again",
      (rate, rates: string[] | undefined) => [...(rates ?? []), rate],
    )
    .option('--sheet <name>', 'the sheet of a workbook, by name or number')
    .option('--dry-run', 'check everything and change nothing')
    .addOption(asJson())
    .action(async (files: string[], options: ImportCommandOptions) =>
      importCommand(config(), files, options, output),
    )

  cli
    .command('undo <import>')
    .description('undo an import, until a later one replaces what it loaded')
    .addOption(workspace())
    .addOption(asJson())
    .action(async (id: string, options: UndoOptions) => undo(config(), id, options, output))

  cli
    .command('demo <shop>')
    .description('make a demo shop: global, boutique or spa')
    .option('-w, --workspace <id>', 'where; a workspace named like the shop by default')
    .option('--lines <number>', 'about how many order lines; the shop has its own size')
    .option('--seed <number>', 'another seed makes another shop of the same kind')
    .option('--check', 'hold the shop to its word afterwards')
    .addOption(asJson())
    .action(async (shop: string, options: DemoOptions) => {
      const { demo } = await import('./commands/demo.ts')
      await demo(config(), shop, options, output)
    })

  sourceCommands(cli.command('source').description('sources that stay connected'), output, {
    workspace,
    asJson,
  })

  cli
    .command('train [model...]')
    .description('train models on what is known today; all of them by default')
    .addOption(workspace())
    .option('--clusters <number>', 'how many groups of customers, from 2 to 10')
    .addOption(asJson())
    .action(async (names: string[], options: TrainOptions) => train(config(), names, options, output))

  cli
    .command('workspaces')
    .description('list the workspaces')
    .addOption(asJson())
    .action(async (options: { json?: boolean }) => listWorkspaces(config(), options, output))

  cli
    .command('link')
    .description(
      'print a one-time sign-in link: for the first owner, or for somebody who forgot their password',
    )
    .option('--email <address>', 'whose password is to be set anew')
    .action(async (options: { email?: string }) => signInLink(config(), options, output))

  cli
    .command('keys')
    .description('API keys')
    .command('create <name>')
    .description('make a key and print it, this once')
    .addOption(workspace())
    .option('--may <permission...>', 'what it may do', ['answers:read'])
    .option('--days <number>', 'how long it works; without it until it is revoked')
    .addOption(asJson())
    .action(async (name: string, options: KeyOptions) => createKey(config(), name, options, output))

  cli
    .command('mcp')
    .description('speak MCP over standard input and output')
    .option('--key <key>', 'the API key that is spoken for; MCP_API_KEY by default')
    .action(async (options: { key?: string }) => mcpOverStdio(config(), options.key))

  return cli
}

type Shared = Record<'workspace' | 'asJson', () => Option>

function sourceCommands(source: Command, output: Output, { workspace, asJson }: Shared): void {
  const place = (command: Command): Command =>
    command
      .option('--url <address>', 'postgres://user:password@host:5432/shop; DATABASE_URL by default')
      .option('--folder <path>', 'a folder to watch, in place of a database')
      .option('--pattern <names>', 'of the files there, with * and ?')

  place(
    source
      .command('add')
      .description('connect a database or folder and load it; a workspace that is missing is made'),
  )
    .addOption(workspace())
    .option('--name <name>', 'what it is called')
    .option('--query <sql>', 'one SELECT to read in place of the tables')
    .option('--feeds <file>', 'what is read and which column is what, as JSON; recognised by default')
    .option('--schedule <cron>', 'when it is refreshed: minute hour day month weekday; hourly by default')
    .option('--currency <code>', 'the currency of rows that name none')
    .option('--time-zone <zone>', 'the zone of times that name none, such as America/La_Paz')
    .option('--yes', 'do not ask')
    .addOption(asJson())
    .action(async (options: AddSourceOptions) => addSource(config(), options, output))

  source
    .command('map <source>')
    .description('say anew which column is what, in a database or in the files of a folder')
    .requiredOption('--feeds <file>', 'what is read and which column is what, as JSON')
    .addOption(workspace())
    .action(async (which: string, options: { feeds: string; workspace?: string }) =>
      mapSource(config(), which, options, output),
    )

  place(source.command('test').description('reach a database or folder once'))
    .addOption(asJson())
    .action(async (options: PlaceOptions) => testSource(config(), options, output))

  source
    .command('refresh [source]')
    .description('read what has changed in one source, or in all of the workspace')
    .addOption(workspace())
    .option('--compare', 'compare all keys too, to find what was deleted')
    .option('--whole', 'read everything anew')
    .addOption(asJson())
    .action(async (which: string | undefined, options: RefreshOptions) =>
      refreshSources(config(), which, options, output),
    )

  source
    .command('list')
    .description('list the sources, with their state and age')
    .addOption(workspace())
    .addOption(asJson())
    .action(async (options: { workspace?: string; json?: boolean }) => listSources(config(), options, output))
}

/** The environment, and before it what a file .env beside the program says. */
function config(): Config {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return readConfig(process.env)
}
