import { AppError, isAppError } from '../../base/errors.ts'
import type { ErrorCode } from '../../base/errors.ts'
import { shownAddress } from './address.ts'
import type { PostgresAddress } from './address.ts'

type Fault = Error & { code?: string; errors?: Fault[] }

const unreachable = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOENT',
  'EACCES',
]

/** What PostgreSQL calls its faults (SQLSTATE), the longest beginning that fits. */
const states: [string, ErrorCode][] = [
  ['28', 'source_refused'],
  ['3D000', 'source_no_database'],
  ['42501', 'source_not_permitted'],
  ['42P01', 'source_changed'],
  ['42703', 'source_changed'],
  ['3F000', 'source_changed'],
  ['57014', 'source_too_slow'],
  ['57P03', 'source_unreachable'],
  ['53', 'source_unreachable'],
  ['57P', 'source_broke_off'],
  // a query with parameters that nobody gives
  ['08P01', 'source_query'],
  ['08', 'source_broke_off'],
  ['42', 'source_query'],
  ['0A', 'source_query'],
  ['2', 'source_query'],
  ['54', 'source_query'],
  ['40', 'source_broke_off'],
  ['55', 'source_too_slow'],
  ['XX', 'source_broke_off'],
]

const advice: Partial<Record<ErrorCode, string>> = {
  source_unreachable: 'look at host and port, and whether the server lets this machine in',
  source_refused: 'give the right user and password',
  source_no_database: 'look at the name of the database',
  source_no_tls: 'set TLS to prefer or off, or give the certificate of the authority',
  source_not_permitted: 'grant SELECT on what is read to this user',
  source_changed: 'look at the source again and save its mapping anew',
  source_query: 'give one SELECT that only reads and that the database can run',
  source_too_slow: 'allow it more time, or add an index',
  source_broke_off: 'nothing was changed, it is tried again',
}

/** What helps where the code alone would send people the wrong way: by what the server said. */
const closer: [RegExp, string][] = [
  [/no pg_hba\.conf entry.*no encryption/i, 'the server wants encryption: set TLS to prefer or require'],
  [/no pg_hba\.conf entry/i, 'let this machine and user in, in pg_hba.conf of the server'],
  [/altnames/i, 'name the host as its certificate does, or set TLS to require'],
  [/permission denied for database/i, 'grant CONNECT on the database to this user'],
  [/permission denied for schema/i, 'grant USAGE on the schema and SELECT on its tables to this user'],
  [
    /too many (?:clients|connections)|remaining connection slots/i,
    'the server has no connection free: try again later, or allow it more',
  ],
  [/not permitted to log in/i, 'allow this role to log in, or give another user'],
  [/conversion between/i, 'it stores text in an encoding that the server cannot turn into UTF-8'],
  [/starting up|shutting down|recovery/i, 'the server is not ready yet: it is tried again'],
]

function codeOf(error: Fault): ErrorCode {
  const { code = '', message } = error
  // a fault that the server has named is that, whatever words are in it
  const named = /^[0-9A-Z]{5}$/.test(code)
  if (named && !/no encryption/i.test(message))
    return states.find(([start]) => code.startsWith(start))?.[1] ?? 'source_broke_off'
  if (
    /does not support SSL|certificate|self.signed|altnames|TLS|SSL (?:off|required)|no encryption|EPROTO/i.test(
      `${message} ${code}`,
    )
  )
    return 'source_no_tls'
  if (code === 'ECONNRESET' || code === 'EPIPE' || /terminated|not queryable|Connection ended/i.test(message))
    return 'source_broke_off'
  if (unreachable.includes(code) || /timeout expired|connection timeout/i.test(message))
    return 'source_unreachable'
  if (/password|SASL|SCRAM/i.test(message)) return 'source_refused'
  return 'source_broke_off'
}

/** The server's own words, without the password, and without what other programs advise their own users. */
function told(error: Fault, { password }: PostgresAddress): string {
  const text = error.message
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/; if the root CA .*$/, '')
    .slice(0, 300)
  if (/SASL|SCRAM/.test(text) && password === null)
    return 'the server asks for a password, and none was given'
  if (text === '') return error.code ?? 'no answer'
  return password === null || password.length < 4 ? text : text.replaceAll(password, '…')
}

/** What went wrong between us and a PostgreSQL, as an error that says what to do; never with the password in it. */
export function postgresFault(address: PostgresAddress, thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Fault
  const first = error.errors?.[0] ?? error
  const code = codeOf(first)
  const helps = closer.find(([said]) => said.test(first.message))?.[1] ?? advice[code] ?? 'look at the source'
  return new AppError(code, `${shownAddress(address)}: ${told(first, address)}: ${helps}`, { cause: error })
}

/** What went wrong before the server had said who it is: nothing was begun that could break off. */
export function connectFault(address: PostgresAddress, thrown: unknown): AppError {
  const fault = postgresFault(address, thrown)
  if (fault.code !== 'source_broke_off') return fault
  const said = `${shownAddress(address)}: what answers there does not speak like a PostgreSQL: look at host and port`
  return new AppError('source_unreachable', said, { cause: thrown })
}
