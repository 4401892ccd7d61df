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
  ['25006', 'source_query'],
  ['57014', 'source_too_slow'],
  ['53', 'source_unreachable'],
  ['57P', 'source_broke_off'],
  ['08', 'source_broke_off'],
  ['42', 'source_query'],
  ['0A', 'source_query'],
  ['22', 'source_query'],
  ['40', 'source_broke_off'],
  ['55', 'source_too_slow'],
]

const advice: Partial<Record<ErrorCode, string>> = {
  source_unreachable: 'look at host and port, and whether the server lets this machine in',
  source_refused: 'give the right user and password',
  source_no_database: 'look at the name of the database',
  source_no_tls: 'set TLS to prefer or off, or give the certificate of the authority',
  source_not_permitted: 'grant SELECT on what is read to this user',
  source_changed: 'look at the source again and save its mapping anew',
  source_query: 'give one SELECT that only reads',
  source_too_slow: 'allow it more time, or add an index',
  source_broke_off: 'nothing was changed, it is tried again',
}

function codeOf(error: Fault): ErrorCode {
  const { code = '', message } = error
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
  if (/password|SASL|SCRAM/i.test(message) && !/^\d/.test(code)) return 'source_refused'
  return states.find(([start]) => code.startsWith(start))?.[1] ?? 'source_broke_off'
}

/** What went wrong between us and a PostgreSQL, as an error that says what to do; never with the password in it. */
export function postgresFault(address: PostgresAddress, thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Fault
  const first = error.errors?.[0] ?? error
  const code = codeOf(first)
  const told = first.message.trim().replaceAll(/\s+/g, ' ').slice(0, 300)
  const said = address.password ? told.replaceAll(address.password, '…') : told
  const shown = said === '' ? (first.code ?? 'no answer') : said
  return new AppError(code, `${shownAddress(address)}: ${shown}: ${advice[code] ?? 'look at the source'}`, {
    cause: error,
  })
}
