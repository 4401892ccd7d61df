import { quoted, tableSql } from '../catalogue.ts'
import type { Catalogue } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Feed, Proposal } from '../feed.ts'
import type { Columns } from '../../guess-mapping.ts'
import {
  findColumn,
  findReference,
  findTable,
  guessTable,
  primaryKey,
  selected,
  watchOf,
} from './find-columns.ts'

/**
 * A spa's history of services, one row a service: each is an order of its own. The table belongs to another program and
 * is only ever read; season and year follow from the date.
 */
export function serviceHistory(catalogue: Catalogue): Proposal | null {
  const table = findTable(catalogue, [
    'crm_service_history',
    'service_history',
    'servicehistory',
    'historial_servicios',
  ])
  if (!table) return null
  const column = (...names: string[]): string | undefined => {
    const found = findColumn(table, names)
    return found && `h.${quoted(found)}`
  }
  const date = column('service_date', 'fecha_servicio', 'fecha')
  const price = column('price_paid', 'precio_pagado', 'precio', 'price')
  const name = column('service_name', 'servicio', 'nombre_servicio')
  const type = column('service_type', 'tipo_servicio', 'tipo')
  if (!date || !price || !(name ?? type)) return null
  const client = clientOf(catalogue, table)
  const key = primaryKey(table)
  const columns: Columns = {
    ...(key ? { order_id: `h.${quoted(key)}` } : {}),
    ordered_at: date,
    ...(client.column ? { customer_id: `h.${quoted(client.column)}` } : {}),
    product_id: name ?? type,
    product_name: name ?? type,
    ...(type ? { category: type } : {}),
    unit_price: price,
  }
  const order = [client.column && `q.customer_id`, 'q.ordered_at', 'q.product_id', 'q.unit_price'].filter(
    Boolean,
  )
  const history = feed(table.name, 'lines', columns, {
    from: tableSql(table) + ' AS h',
    // without a key of its own a row is known by its client and day, which only all rows together tell
    ...(key ? { prefix: 'service-' } : { key: null, order_by: order.join(', ') }),
    watches: key ? watchOf(table, 'h', `h.${quoted(key)}`) : [],
  })
  history.mapping = { ...history.mapping, constants: { quantity: '1' } }
  return { recipe: 'service-history', feeds: [history, ...(client.feed ? [client.feed] : [])] }
}

/** Who the services were for: the table that the history points to, where there is one. */
function clientOf(
  catalogue: Catalogue,
  table: Parameters<typeof findReference>[0],
): { column: string | undefined; feed: Feed | null } {
  const names = ['cliente_id', 'client_id', 'id_cliente', 'cliente', 'client', 'customer_id', 'usuario_id']
  const declared = table.references.find(
    ({ column, columns }) => columns.length === 1 && names.includes(column.toLowerCase()),
  )
  const column = declared?.column ?? findColumn(table, names)
  const people = declared
    ? catalogue.find(({ schema, name }) => schema === declared.schema && name === declared.table)
    : findTable(catalogue, [
        'ventas_cliente',
        'clientes_cliente',
        'crm_cliente',
        'cliente',
        'clientes',
        'client',
        'clients',
      ])
  const key = declared?.to ?? (people && primaryKey(people))
  if (!people?.readable || !key) return { column, feed: null }
  const columns: Columns = {
    ...selected('c', guessTable('customers', people)),
    customer_id: `c.${quoted(key)}`,
  }
  const from = `${tableSql(people)} AS c`
  const clients = feed(people.name, 'customers', columns, {
    from,
    watches: watchOf(people, 'c', `c.${quoted(key)}`),
  })
  return { column, feed: clients }
}
