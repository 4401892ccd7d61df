import { hasColumn, tableSql } from '../catalogue.ts'
import type { CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Feed } from '../feed.ts'
import { watchOf } from './find-columns.ts'

/** Who buys at a Medusa shop, of either version. */
export function medusaCustomers(customer: CatalogueTable | undefined): Feed | null {
  if (!customer || !hasColumn(customer, 'email')) return null
  const present = hasColumn(customer, 'deleted_at') ? 'WHERE c.deleted_at IS NULL' : ''
  return feed(
    'Medusa customers',
    'customers',
    {
      customer_id: 'c.id',
      email: 'lower(c.email)',
      first_name: 'c.first_name',
      last_name: 'c.last_name',
      phone: 'c.phone',
      registration_date: 'c.created_at',
    },
    { from: `${tableSql(customer)} AS c ${present}`, watches: watchOf(customer, 'c', 'c.id') },
  )
}
