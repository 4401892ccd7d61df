import { quoted, tableSql } from '../catalogue.ts'
import type { Catalogue, CatalogueTable } from '../catalogue.ts'
import { feed } from '../feed.ts'
import type { Feed, Proposal } from '../feed.ts'
import type { Columns } from '../../guess-mapping.ts'
import {
  findColumn,
  findLink,
  findReference,
  findTable,
  guessTable,
  keySql,
  primaryKey,
  selected,
  watchOf,
} from './find-columns.ts'

const names = {
  sale: ['venta', 'ventas', 'pedido', 'pedidos'],
  line: [
    'detalle_venta',
    'detalle_ventas',
    'detalles_venta',
    'detalleventa',
    'venta_detalle',
    'detalle_pedido',
    'detalle_pedidos',
  ],
  product: ['producto', 'productos'],
  kind: ['tipo', 'tipos', 'tipo_producto', 'categoria', 'categorias'],
  person: ['usuario', 'usuarios', 'cliente', 'clientes'],
}

/** A shop in Spanish: `venta` and its `detalle_venta`, and where they are there `producto`, `tipo` and `usuario`. */
export function spanishShop(catalogue: Catalogue): Proposal | null {
  const sale = findTable(catalogue, names.sale)
  const line = findTable(catalogue, names.line)
  if (!sale || !line) return null
  const product = findTable(catalogue, names.product)
  const person = findTable(catalogue, names.person)
  const lines = linesFeed(sale, line, product, person)
  if (!lines) return null
  const feeds = [
    lines,
    person && peopleFeed(person),
    product && productsFeed(product, findTable(catalogue, names.kind)),
  ]
  return { recipe: 'spanish-shop', feeds: feeds.filter((each) => each !== undefined && each !== null) }
}

function linesFeed(
  sale: CatalogueTable,
  line: CatalogueTable,
  product: CatalogueTable | undefined,
  person: CatalogueTable | undefined,
): Feed | null {
  const link = findLink(line, sale, ['venta_id', 'id_venta', 'venta', 'pedido_id', 'id_pedido', 'idventa'])
  const toProduct = findReference(line, product, [
    'producto_id',
    'id_producto',
    'producto',
    'idproducto',
    'codigo_producto',
  ])
  const toPerson = findReference(sale, person, [
    'usuario_id',
    'id_usuario',
    'usuario',
    'cliente_id',
    'id_cliente',
    'cliente',
    'idusuario',
    'idcliente',
  ])
  if (!link || !toProduct) return null
  const ofSale = guessTable('orders', sale)
  const ofLine = guessTable('lines', line)
  const total = findColumn(line, ['subtotal', 'total', 'importe', 'total_linea', 'monto'])
  const own: Columns = {
    ...selected('v', ofSale, [
      'ordered_at',
      'order_time',
      'status',
      'payment_status',
      'cancelled_at',
      'currency',
      'exchange_rate',
      'country',
      'region',
      'city',
      'payment_method',
      'device_type',
      'traffic_source',
      'shipping_cost',
      'delivery_time',
      'order_discount',
      'order_tax',
      'refunded_amount',
      'test_order',
    ]),
    ...selected('d', ofLine, [
      'transaction_id',
      'quantity',
      'unit_price',
      'discount',
      'discount_percent',
      'tax',
      'cost_price',
    ]),
  }
  // a discount on the sale is named like one on a line
  if (own.order_discount === undefined && findColumn(sale, ['descuento', 'monto_descuento']))
    own.order_discount = `v.${quoted(findColumn(sale, ['descuento', 'monto_descuento']) ?? '')}`
  if (own.unit_price === undefined || own.discount === undefined)
    if (total !== undefined && total !== ofLine.unit_price) own.line_total = `d.${quoted(total)}`
  if (own.ordered_at === undefined || (own.unit_price === undefined && own.line_total === undefined))
    return null
  const columns: Columns = {
    order_id: keySql('v', link.targets),
    ...own,
    ...(toPerson ? { customer_id: `v.${quoted(toPerson)}` } : {}),
    product_id: `d.${quoted(toProduct)}`,
  }
  const joined = link.columns.map((column, at) => `v.${quoted(link.targets[at])} = d.${quoted(column)}`)
  const from = `${tableSql(line)} AS d JOIN ${tableSql(sale)} AS v ON ${joined.join(' AND ')}`
  const watches = [
    ...watchOf(sale, 'v', keySql('v', link.targets)),
    ...watchOf(line, 'd', keySql('d', link.columns)),
  ]
  return feed(line.name, 'lines', columns, { from, watches: watches.length === 2 ? watches : [] })
}

function peopleFeed(person: CatalogueTable): Feed | null {
  const key = primaryKey(person)
  if (!key) return null
  const found = guessTable('customers', person)
  // what is called so beside a family name is a given name; the state of an account is no place
  if (found.customer_name !== undefined && found.last_name !== undefined && found.first_name === undefined) {
    found.first_name = found.customer_name
    delete found.customer_name
  }
  if (found.customer_region === findColumn(person, ['estado', 'state', 'status']))
    delete found.customer_region
  const columns: Columns = { ...selected('u', found), customer_id: `u.${quoted(key)}` }
  const from = `${tableSql(person)} AS u`
  return feed(person.name, 'customers', columns, { from, watches: watchOf(person, 'u', `u.${quoted(key)}`) })
}

function productsFeed(product: CatalogueTable, kind: CatalogueTable | undefined): Feed | null {
  const key = primaryKey(product)
  if (!key) return null
  const toKind = findReference(product, kind, [
    'tipo_id',
    'id_tipo',
    'tipo',
    'categoria_id',
    'id_categoria',
    'idtipo',
  ])
  const kindKey = kind && primaryKey(kind)
  const kindName = kind && findColumn(kind, ['nombre', 'descripcion', 'name', 'tipo', 'categoria'])
  const columns: Columns = {
    ...selected('p', guessTable('products', product)),
    product_id: `p.${quoted(key)}`,
  }
  const joined = kind && toKind && kindKey && kindName && product.columns.some(({ name }) => name === toKind)
  if (!joined) {
    const watches = watchOf(product, 'p', `p.${quoted(key)}`)
    return feed(product.name, 'products', columns, { from: `${tableSql(product)} AS p`, watches })
  }
  const join = `${tableSql(product)} AS p LEFT JOIN ${tableSql(kind)} AS t ON t.${quoted(kindKey)} = p.${quoted(toKind)}`
  const watches = [
    ...watchOf(product, 'p', `p.${quoted(key)}`),
    ...watchOf(kind, 't', `p.${quoted(key)}`, join),
  ]
  columns.category = `t.${quoted(kindName)}`
  return feed(product.name, 'products', columns, { from: join, watches: watches.length === 2 ? watches : [] })
}
