import { realpath } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { AppError } from '../../base/errors.ts'
import type { PostgresConnectionSpec, WriteBack } from '../../contracts/source-parts.ts'
import { readAddress } from '../../ingest/postgres/address.ts'
import type { PostgresAddress } from '../../ingest/postgres/address.ts'
import type { StoredSource } from '../../store/sources.ts'
import type { House } from '../desk.ts'

export type Places = Pick<House, 'data_folder' | 'database_url' | 'shared_folders'>

/** Where a source that is kept is read, with its password. */
export function addressOf(house: Places, source: StoredSource): PostgresAddress {
  if (!source.spec.from_environment) return JSON.parse(source.secret() ?? 'null') as PostgresAddress
  if (house.database_url === undefined)
    throw new AppError('source_address', `${source.name} is read from DATABASE_URL, which is not set now`)
  return readAddress({ url: house.database_url })
}

/** The address that a request gives, or that of a source with what the request changes of it. */
export function givenAddress(
  house: Places,
  spec: PostgresConnectionSpec | undefined,
  source?: StoredSource,
): PostgresAddress {
  if (spec === undefined && source) return addressOf(house, source)
  if (spec === undefined) throw new AppError('source_address', 'give the address of the database')
  return readAddress(spec, source && addressOf(house, source))
}

/** A folder that sources may read or write: below one of those that this server shares, wherever its links lead. */
export async function sharedFolder(house: Places, path: string): Promise<string> {
  const roots = house.shared_folders ?? [join(house.data_folder, 'shared')]
  const candidates = path.startsWith('/') ? [path] : roots.map((root) => join(root, path))
  for (const candidate of candidates) {
    const real = await realpath(candidate).catch(() => undefined)
    for (const root of roots) {
      const whole = await realpath(root).catch(() => resolve(root))
      if (real !== undefined && (real === whole || real.startsWith(`${whole}${sep}`))) return real
    }
  }
  throw new AppError(
    'source_not_permitted',
    `the folder ${path} is not there, or not below one that this server shares: ${roots.join(', ')} (SHARED_FOLDERS)`,
  )
}

export async function checkWriteBack(house: Places, target: WriteBack | null | undefined): Promise<void> {
  if (target?.to === 'folder') await sharedFolder(house, target.path)
}
