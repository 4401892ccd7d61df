import { AppError } from '../../base/errors.ts'
import type { TlsMode } from '../../contracts/source-parts.ts'
import type { PostgresAddress } from './address.ts'

type Parts = Partial<PostgresAddress>

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
// as libraries of other languages write it: postgresql+asyncpg, jdbc:postgresql
const scheme = /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\//i

export const looksLikeUrl = (text: string): boolean => scheme.test(text.trim())

export function refuseAddress(problem: string): never {
  throw new AppError('source_address', `the address of the database ${problem}`, {
    details: [{ parameter: 'connection', allowed: 'postgres://user:password@host:5432/shop' }],
  })
}

const unreadable =
  'could not be read: its port is a number, and the letters @ : / ? # % in a password are written as %40 %3A %2F %3F %23 %25'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuseAddress('holds a % that is no code: write it as %25')
  }
}

function tlsMode(get: (name: string) => string | null): TlsMode | undefined {
  const mode = get('sslmode')?.toLowerCase()
  if (mode) {
    if (!Object.hasOwn(tlsOf, mode))
      refuseAddress(`has an sslmode that is none of ${Object.keys(tlsOf).join(', ')}`)
    return tlsOf[mode]
  }
  const ssl = get('ssl')?.toLowerCase()
  return ssl === 'true' || ssl === '1' ? 'require' : ssl === 'false' || ssl === '0' ? 'off' : undefined
}

/** Where names without a schema are looked for, as drivers of several languages are told. */
function searchPath(get: (name: string) => string | null): string[] | undefined {
  const option = /-c\s*search_path\s*=\s*((?:\\.|\S)+)/.exec(get('options') ?? '')?.[1]
  const text = get('schema') ?? get('currentSchema') ?? get('search_path') ?? option
  const names = text?.split(',').map((each) => each.trim().replaceAll(/^"|"$/g, ''))
  return names?.filter((each) => each !== '').length ? names.filter((each) => each !== '') : undefined
}

function common(get: (name: string) => string | null): Parts {
  const port = get('port')
  return {
    host: get('host') ?? undefined,
    port: port === null || port === '' ? undefined : Number(port),
    user: get('user') ?? undefined,
    password: get('password') ?? undefined,
    tls: tlsMode(get),
    search_path: searchPath(get),
  }
}

const defined = (parts: Parts): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))

/** An address in one text: `postgres://…`, or libpq's `host=… dbname=…`. */
export function readAddressText(text: string): Parts {
  if (looksLikeUrl(text)) return readUrl(text.trim())
  if (/^\s*\w+\s*=/.test(text)) return readPairs(text)
  return refuseAddress('begins with postgres://')
}

function readUrl(text: string): Parts {
  // libpq takes a user without a host, where the socket's folder is a parameter
  const whole = text.replace(scheme, 'postgres://').replace(/^(postgres:\/\/[^/?#@]*@)(?=\/)/, `$1${noHost}`)
  if (!URL.canParse(whole)) refuseAddress(unreadable)
  const url = new URL(whole)
  // what follows the first of these letters in a password would be taken for host and database, and told
  if (url.hash !== '' || url.pathname.includes('@') || /^\?[^=&]*@/.test(url.search))
    refuseAddress(unreadable)
  const found = common((name) => url.searchParams.get(name))
  return defined({
    host: ['', noHost].includes(url.hostname) ? undefined : decoded(url.hostname),
    port: url.port === '' ? undefined : Number(url.port),
    database: url.pathname.length > 1 ? decoded(url.pathname.slice(1)) : undefined,
    user: url.username === '' ? undefined : decoded(url.username),
    password: url.password === '' ? undefined : decoded(url.password),
    ...defined(found),
  })
}

function readPairs(text: string): Parts {
  const pairs = new Map<string, string>()
  const rest = text.replaceAll(
    /\s*(\w+)\s*=\s*(?:'((?:\\.|[^'\\])*)'|((?:\\.|[^\s\\])*))\s*/g,
    (_, name: string, quoted: string | undefined, plain: string | undefined) => {
      pairs.set(name, (quoted ?? plain ?? '').replaceAll(/\\(.)/g, '$1'))
      return ''
    },
  )
  if (rest.trim() !== '') refuseAddress("could not be read: values with blanks stand between '…'")
  const get = (name: string): string | null => pairs.get(name) ?? null
  return defined({ ...common(get), database: get('dbname') ?? undefined })
}
