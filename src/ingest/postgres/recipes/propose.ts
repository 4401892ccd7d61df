import type { SourceRecipe } from '../../../contracts/source-parts.ts'
import { quoted } from '../catalogue.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Proposal } from '../feed.ts'
import { medusa } from './medusa.ts'
import { medusa1 } from './medusa-1.ts'
import { serviceHistory } from './service-history.ts'
import { spanishShop } from './spanish-shop.ts'
import { vendure } from './vendure.ts'
import { woocommerce } from './woocommerce.ts'

/** Every shape of a database that is read without a mapping, the surest first; one more is a file and a line here. */
const recipes: Partial<Record<SourceRecipe, (catalogue: Catalogue) => Proposal | null>> = {
  vendure,
  medusa,
  'medusa-1': medusa1,
  woocommerce,
  'service-history': serviceHistory,
  'spanish-shop': spanishShop,
}

/**
 * What a database is recognised as, with what would be read of it; one recipe alone where it is named. A shop lies in one
 * schema, where names are looked for first; what is missing there, such as who its customers are, may lie in another.
 */
export function propose(catalogue: Catalogue, recipe?: SourceRecipe): Proposal | null {
  const wanted = Object.entries(recipes).filter(([name]) => recipe === undefined || recipe === name)
  for (const schema of schemasOf(catalogue)) {
    const own = catalogue.filter((table) => table.schema === schema)
    const others = catalogue.filter((table) => table.schema !== schema)
    for (const [, find] of wanted) {
      const alone = find(own)
      if (!alone) continue
      const whole = find([...own.map((table) => ({ ...table, path: -1 })), ...others])
      return whole?.feeds[0].query.includes(`${quoted(schema)}.`) ? whole : alone
    }
  }
  for (const [, find] of wanted) {
    const found = find(catalogue)
    if (found) return found
  }
  return null
}

/** The schemas there are: those that can be read first, then as the server looks names up. */
function schemasOf(catalogue: Catalogue): string[] {
  const schemas = Map.groupBy(catalogue, ({ schema }) => schema)
  const rank = (tables: Catalogue): number =>
    (tables.some(({ readable }) => readable) ? 0 : 1000) + (tables[0].path ?? 500)
  return [...schemas].sort(([, a], [, b]) => rank(a) - rank(b)).map(([schema]) => schema)
}
