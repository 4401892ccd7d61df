import { AppError } from '../../base/errors.ts'
import type { PostgresConnectionSpec, TlsMode } from '../../contracts/sources.ts'

/** Where a PostgreSQL is and who reads there. The password leaves it only towards the server. */
export type PostgresAddress = {
  /** a name, an address, or the folder of a Unix socket */
  host: string
  port: number
  database: string
  user: string
  password: string | null
  tls: TlsMode
  certificate: string | null
}

const tlsOf: Record<string, TlsMode> = {
  disable: 'off',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'verify-ca': 'verify',
  'verify-full': 'verify',
  'no-verify': 'require',
}

const noHost = 'no-host'

function refuse(problem: string): never {
  throw new AppError('source_mapping', `the address of the database ${problem}`, {
    details: [{ parameter: 'connection', allowed: 'postgres://user:password@host:5432/shop' }],
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse('holds a % that is no code: write it as %25')
  }
}

function readUrl(text: string): Partial<PostgresAddress> {
  if (!/^postgres(ql)?:\/\//.test(text)) refuse('begins with postgres://')
  // libpq takes a user without a host, where the socket's folder is a parameter
  const whole = text.replace(/^(postgres(?:ql)?:\/\/[^/?#@]*@)(?=\/)/, `$1${noHost}`)
  if (!URL.canParse(whole))
    refuse('could not be read: letters such as @ : / in a password are written as %40 %3A %2F')
  const url = new URL(whole)
  const query = url.searchParams
  const mode = query.get('sslmode')
  if (mode !== null && !Object.hasOwn(tlsOf, mode))
    refuse(`has an sslmode that is none of ${Object.keys(tlsOf).join(', ')}`)
  const port = query.get('port') ?? url.port
  const parts: Partial<PostgresAddress> = {
    host:
      query.get('host') ??
      (['', noHost].includes(url.hostname) ? undefined : decoded(url.hostname).replace(/^\[|\]$/g, '')),
    port: port === '' ? undefined : Number(port),
    database: url.pathname.length > 1 ? decoded(url.pathname.slice(1)) : undefined,
    user: query.get('user') ?? (url.username === '' ? undefined : decoded(url.username)),
    password: query.get('password') ?? (url.password === '' ? undefined : decoded(url.password)),
    tls: mode === null ? undefined : tlsOf[mode],
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/** The address that was given, whole or in parts; what is not given stays as it was in `before`. */
export function readAddress(spec: PostgresConnectionSpec, before?: PostgresAddress): PostgresAddress {
  const { url, ...parts } = spec
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
  const found: Partial<PostgresAddress> = {
    ...before,
    ...(url === undefined ? {} : readUrl(url.trim())),
    ...given,
  }
  const { host, database } = found
  if (!host) refuse('names no host')
  if (!database) refuse('names no database')
  const port = found.port ?? 5432
  if (!Number.isInteger(port) || port < 1 || port > 65_535) refuse('has a port that is none')
  // a password is never sent to a server that it was not given for
  const moved = before !== undefined && (before.host !== host || before.port !== port)
  const password = moved && spec.password === undefined && url === undefined ? null : (found.password ?? null)
  return {
    host,
    port,
    database,
    user: found.user ?? 'postgres',
    password,
    tls: found.tls ?? (isLocal(host) ? 'off' : 'prefer'),
    certificate: found.certificate ?? null,
  }
}

function isLocal(host: string): boolean {
  return host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host)
}

/** One line for people, without the password. */
export function shownAddress({ user, host, port, database }: PostgresAddress): string {
  return host.startsWith('/') ? `${user}@${database} (${host})` : `${user}@${host}:${port}/${database}`
}
