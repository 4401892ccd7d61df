import { errorCatalogue } from '../../base/errors.ts'
import type { RefreshView } from '../../contracts/source-refreshes.ts'
import type { SourceView } from '../../contracts/sources.ts'
import type { Principal } from '../action.ts'

/** Where a source is and how it is asked concern whoever manages it; others see how it fares. */
export function refreshFor(principal: Principal, refresh: RefreshView): RefreshView {
  const { error } = refresh
  if (manages(principal) || error === null) return refresh
  const known = errorCatalogue[error.code as keyof typeof errorCatalogue]
  return {
    ...refresh,
    error: { code: error.code, message: known?.message ?? errorCatalogue.internal.message },
  }
}

export function sourceFor(principal: Principal, source: SourceView): SourceView {
  if (manages(principal)) return source
  return {
    ...source,
    place: source.kind === 'postgres' ? 'PostgreSQL' : (source.folder?.pattern ?? ''),
    connection: null,
    folder: null,
    write_back: null,
    last_write_back: null,
    feeds: [],
    mappings: [],
    last_refresh: source.last_refresh && refreshFor(principal, source.last_refresh),
  }
}

function manages({ permissions }: Principal): boolean {
  return permissions.includes('workspace:manage')
}
