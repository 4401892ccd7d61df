import { X509Certificate } from 'node:crypto'
import { AppError } from '../../base/errors.ts'
import type { PostgresConnectionSpec, TlsMode } from '../../contracts/source-parts.ts'
import { looksLikeUrl, readAddressText, refuseAddress } from './address-url.ts'

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
  /** where names without a schema are looked for; as the server has it where this is not given */
  search_path?: readonly string[]
}

/** The address that was given, whole or in parts; what is not given stays as it was in `before`. */
export function readAddress(spec: PostgresConnectionSpec, before?: PostgresAddress): PostgresAddress {
  // whoever has one line puts it where the host is asked for
  const { url, ...parts } =
    spec.host !== undefined && spec.url === undefined && looksLikeUrl(spec.host)
      ? { ...spec, url: spec.host, host: undefined }
      : spec
  const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
  const found: Partial<PostgresAddress> = {
    ...before,
    ...(url === undefined ? {} : readAddressText(url)),
    ...given,
  }
  const { database } = found
  const certificate = found.certificate?.trim() ? found.certificate : null
  const host = checkedHost(found.host)
  if (!database) refuseAddress('names no database')
  const port = found.port ?? 5432
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    refuseAddress('has a port that is none: it takes 1 to 65535')
  const user = found.user ?? 'postgres'
  // they would end a word of the server's protocol and begin another
  if (
    Object.values({ host, database, user, password: found.password ?? '' }).some((each) =>
      each.includes('\0'),
    )
  )
    refuseAddress('holds a letter that no name has')
  if (certificate !== null) checkCertificate(certificate)
  // a password is never sent to a server that it was not given for
  const moved = before !== undefined && (before.host !== host || before.port !== port)
  const password = moved && spec.password === undefined && url === undefined ? null : (found.password ?? null)
  return {
    host,
    port,
    database,
    user,
    password,
    tls: found.tls ?? (isLocal(host) ? 'off' : 'prefer'),
    certificate,
    ...(found.search_path === undefined ? {} : { search_path: found.search_path }),
  }
}

function checkedHost(given: string | undefined): string {
  const host = given?.trim().replace(/^\[(.*)\]$/, '$1') ?? ''
  if (host === '') refuseAddress('names no host')
  if (host.startsWith('/')) return host
  if (host.includes(',')) refuseAddress('names several hosts: give one')
  if (/[\s/@?#;'"]/.test(host)) refuseAddress('has a host that is none: it takes a name such as db.example')
  return host
}

function checkCertificate(text: string): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch (cause) {
    const said =
      'the certificate cannot be read: give that of the authority as PEM, from BEGIN to END CERTIFICATE'
    throw new AppError('source_no_tls', said, { cause })
  }
}

function isLocal(host: string): boolean {
  return host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host)
}

/** One line for people, without the password. */
export function shownAddress({ user, host, port, database }: PostgresAddress): string {
  if (host.startsWith('/')) return `${user}@${database} (${host})`
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`
}
