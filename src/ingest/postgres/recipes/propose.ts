import type { SourceRecipe } from '../../../contracts/sources.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Proposal } from '../feed.ts'
import { medusa } from './medusa.ts'
import { serviceHistory } from './service-history.ts'
import { spanishShop } from './spanish-shop.ts'
import { vendure } from './vendure.ts'
import { woocommerce } from './woocommerce.ts'

/** Every shape of a database that is read without a mapping, the surest first; one more is a file and a line here. */
const recipes: Partial<Record<SourceRecipe, (catalogue: Catalogue) => Proposal | null>> = {
  vendure,
  medusa,
  woocommerce,
  'service-history': serviceHistory,
  'spanish-shop': spanishShop,
}

/** What a database is recognised as, with what would be read of it; one recipe alone where it is named. */
export function propose(catalogue: Catalogue, recipe?: SourceRecipe): Proposal | null {
  for (const [name, find] of Object.entries(recipes)) {
    if (recipe !== undefined && recipe !== name) continue
    const found = find(catalogue)
    if (found) return found
  }
  return null
}
