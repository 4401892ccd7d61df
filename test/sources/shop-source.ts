import { fixedClock } from '../../src/base/clock.ts'
import type { SourceFeedSpec, SourceRecipe } from '../../src/contracts/source-parts.ts'
import type { ImportContext } from '../../src/ingest/import-context.ts'
import { readAddress } from '../../src/ingest/postgres/address.ts'
import { readCatalogue } from '../../src/ingest/postgres/catalogue.ts'
import type { Feed } from '../../src/ingest/postgres/feed.ts'
import { inSession } from '../../src/ingest/postgres/inspect-postgres.ts'
import { propose } from '../../src/ingest/postgres/recipes/propose.ts'
import { refreshPostgres } from '../../src/ingest/postgres/refresh-postgres.ts'
import type { RefreshOutcome } from '../../src/ingest/postgres/refresh-postgres.ts'
import { userFeed } from '../../src/ingest/postgres/user-feed.ts'
import type { Row } from '../../src/warehouse/reader.ts'
import { openWorkspace } from '../ingest/workspace.ts'
import type { Workspace } from '../ingest/workspace.ts'
import { naturalMarts } from '../warehouse/natural-marts.ts'

/** The clock of these tests: after every order of the demo shops, and before today, which is when the server lives. */
export const clock = fixedClock('2027-01-01T08:00:00Z')

export type ShopSource = {
  workspace: Workspace
  feeds: Feed[]
  recipe: SourceRecipe | undefined
  refresh: (
    mode?: 'changes' | 'compare' | 'whole',
    more?: Partial<Parameters<typeof refreshPostgres>[1]>,
    context?: Partial<ImportContext>,
  ) => Promise<RefreshOutcome>
  close: () => Promise<void>
}

/** A workspace that a database is read into. */
export async function openShopSource(
  url: string,
  wanted: { settings?: Partial<ImportContext>; feeds?: SourceFeedSpec[]; recipe?: SourceRecipe } = {},
): Promise<ShopSource> {
  const address = readAddress({ url })
  const settings = wanted.settings ?? { currency: 'BOB', timeZone: 'America/La_Paz' }
  const workspace = await openWorkspace(settings)
  const found = await inSession(address, async (session) => {
    const catalogue = await readCatalogue(session)
    if (wanted.feeds) return { feeds: wanted.feeds.map((each) => userFeed(each, catalogue)) }
    return propose(catalogue, wanted.recipe)
  })
  const { feeds, recipe } = { feeds: [], recipe: undefined, ...found } as {
    feeds: Feed[]
    recipe?: SourceRecipe
  }
  return {
    workspace,
    feeds,
    recipe,
    refresh: async (mode = 'changes', more = {}, context = {}) =>
      refreshPostgres(
        { ...workspace.context, clock, ...context },
        {
          source_id: 'shop',
          name: 'Shop',
          address,
          feeds,
          mode,
          time_out_ms: 60_000,
          compare_ms: 86_400_000,
          ...more,
        },
      ),
    close: workspace.close,
  }
}

const natural: Record<string, string> = {
  orders: `SELECT o.* EXCLUDE (order_key, customer_key, import_id), c.customer_id FROM facts.orders AS o
    LEFT JOIN facts.customers AS c ON c.customer_key = o.customer_key ORDER BY o.order_id`,
  lines: `SELECT o.order_id, l.* EXCLUDE (order_key, product_key, import_id), p.product_id FROM facts.order_lines AS l
    JOIN facts.orders AS o ON o.order_key = l.order_key LEFT JOIN facts.products AS p ON p.product_key = l.product_key
    ORDER BY o.order_id, l.line_no`,
  customers: 'SELECT * EXCLUDE (customer_key, import_id) FROM facts.customers ORDER BY customer_id',
  products: 'SELECT * EXCLUDE (product_key, import_id) FROM facts.products ORDER BY product_id',
}

/** Every row of the facts and marts by the keys of the shop: two warehouses that say the same give the same. */
export async function everything(workspace: Workspace): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {}
  for (const [name, query] of Object.entries({ ...natural, ...naturalMarts }))
    all[name] = await workspace.rows(query)
  return all
}
