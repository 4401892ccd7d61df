import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inWorkspace } from '../workspace.ts'
import { csv, figuresOf, linesOf, ordersOf } from './platform-shop.ts'

type Cells = Record<string, string | number>

/** Advanced Order Export for WooCommerce, with the columns it has ticked at first and the order's currency. */
const advancedHeader =
  'Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),City (Billing),Country Code (Billing),Email (Billing),Phone (Billing),City (Shipping),State Code (Shipping),Country Code (Shipping),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Shipping Method Title,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Discount Amount Tax,Order Currency'

const order = (number: number, more: Cells): Cells => ({
  'Order Number': number,
  'Order Status': 'Completed',
  'Order Date': `2024-03-0${number - 5000} 10:00`,
  'First Name (Billing)': 'Ana',
  'Last Name (Billing)': 'Díaz',
  'Email (Billing)': 'ana@example.com',
  'Country Code (Shipping)': 'BO',
  'Cart Discount Amount': 0,
  'Order Shipping Amount': 0,
  'Order Refund Amount': 0,
  'Order Total Tax Amount': 0,
  'Order Currency': 'USD',
  ...more,
})
const item = (sku: string, name: string, quantity: number, cost: number): Cells => ({
  SKU: sku,
  'Item Name': name,
  'Quantity (- Refund)': quantity,
  'Item Cost': cost,
})

const first = order(5001, {
  'Cart Discount Amount': 3,
  'Order Subtotal Amount': 30,
  'Order Shipping Amount': 5,
  'Order Total Tax Amount': 3.2,
  'Order Total Amount': 35.2,
})
const advanced: Cells[] = [
  // 30 − 3 = 27 by items that cost what was paid for them: 2 × 9 + 9, so nothing is left to take off
  { ...first, ...item('MUG', 'Mug', 2, 9) },
  { ...first, ...item('PLATE', 'Plate', 1, 9) },
  // of 3 mugs one came back, with its tax of 1: the quantity says 2 already; 30 − 10 = 20 remain
  {
    ...order(5002, {
      'Order Subtotal Amount': 30,
      'Order Total Tax Amount': 3,
      'Order Total Amount': 33,
      'Order Refund Amount': 11,
      'Email (Billing)': 'bob@example.com',
    }),
    ...item('MUG', 'Mug', 2, 10),
  },
  // all of it came back: the quantity is 0, nothing remains, and it was an order all the same
  {
    ...order(5003, {
      'Order Status': 'Refunded',
      'Order Subtotal Amount': 20,
      'Order Total Amount': 20,
      'Order Refund Amount': 20,
    }),
    ...item('PLATE', 'Plate', 0, 10),
  },
  {
    ...order(5004, { 'Order Status': 'Failed', 'Order Subtotal Amount': 10, 'Order Total Amount': 10 }),
    ...item('MUG', 'Mug', 1, 10),
  },
]

/** Order Import Export for WooCommerce, one row an item; SkyVerge's exporter calls the items' columns the same. */
const itemHeader =
  'order_id,order_number,order_date,status,shipping_total,tax_total,discount_total,order_total,refunded_total,order_currency,payment_method,customer_id,billing_first_name,billing_last_name,billing_email,billing_country,item_product_id,item_name,item_sku,item_quantity,item_subtotal,item_subtotal_tax,item_total,item_total_tax,item_refunded,item_refunded_qty'

const itemRows: Cells[] = [
  // 2 × 10 less 4, with a tax of 1.60; one mug of 8.00 came back, and 2.00 of the shipping that is no revenue
  {
    order_id: 11,
    order_number: 11,
    order_date: '2024-03-01 09:00:00',
    status: 'completed',
    shipping_total: '5.00',
    tax_total: '2.60',
    discount_total: '4.00',
    order_total: '33.60',
    refunded_total: '10.80',
    order_currency: 'USD',
    customer_id: 0,
    billing_email: 'guest@example.com',
    item_sku: 'MUG',
    item_name: 'Mug',
    item_quantity: 2,
    item_subtotal: '20.00',
    item_total: '16.00',
    item_total_tax: '1.60',
    item_refunded: '8.00',
    item_refunded_qty: -1,
  },
  {
    order_id: 11,
    order_number: 11,
    order_date: '2024-03-01 09:00:00',
    status: 'completed',
    order_currency: 'USD',
    billing_email: 'guest@example.com',
    item_sku: 'PLATE',
    item_name: 'Plate',
    item_quantity: 1,
    item_subtotal: '10.00',
    item_total: '10.00',
    item_total_tax: '1.00',
    item_refunded: 0,
    item_refunded_qty: 0,
  },
]

describe("WooCommerce's order exports", () => {
  test(
    'with a row a line know that units that came back are counted out already',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(csv(advancedHeader, advanced), 'orders-2024-03.csv')
      assert.equal(verdict.files[0].layout, 'woocommerce-orders')
      assert.equal(verdict.rows_set_aside, 0)
      // 27 + 20 + 0 = 47 of three orders; the failed one is none
      assert.deepEqual(await figuresOf(shop), {
        total_revenue: 47,
        total_orders: 3,
        average_order_value: 15.666666666666666,
        total_customers: 2,
      })
      assert.deepEqual(await linesOf(shop, '5001'), [
        ['sale', 2, 9, 0, 2.1333, 'MUG', null],
        ['sale', 1, 9, 0, 1.0667, 'PLATE', null],
      ])
      assert.deepEqual(await linesOf(shop, '5002'), [['sale', 2, 10, 0, 3, 'MUG', null]])
      assert.deepEqual(
        (await linesOf(shop, '5003')).map(([kind, quantity, price]) => [kind, quantity, price]),
        [
          ['sale', 1, 10],
          ['refund', -1, 10],
        ],
      )
    }),
  )

  test(
    'are known in Spanish too',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        `Número de pedido;Estado del pedido;Fecha del pedido;Nombre (facturación);Apellidos (facturación);Código del país (envío);Correo electrónico (facturación);Título del método de pago;Importe de descuento del carrito;Importe del subtotal del pedido;Importe de envío del pedido;Importe reembolsado del pedido;Importe total del pedido;Importe total de impuestos del pedido;SKU;Artículo #;Nombre del artículo;Cantidad (- reembolso);Coste de artículo
5002;Completado;03/03/2024 10:00;Ana;Díaz;ES;ana@example.com;Tarjeta;0;30,00;0;11,00;33,00;3,00;MUG;1;Taza;2;10,00
5004;Falló;14/03/2024 10:00;Ana;Díaz;ES;ana@example.com;Tarjeta;0;10,00;0;0;10,00;0;MUG;1;Taza;1;10,00
`,
        'pedidos.csv',
      )
      assert.equal(verdict.files[0].layout, 'woocommerce-orders')
      assert.deepEqual(
        verdict.reasons.map(({ code }) => code),
        ['without_cost'],
      )
      // as above: 30 less the one of 10 that came back
      assert.equal((await figuresOf(shop)).total_revenue, 20)
    }),
  )

  test(
    'with prices before the discount spread it, and fill blanks below the first row of an order',
    inWorkspace(async (shop) => {
      const header = `${advancedHeader.replace('Item Cost', 'Item Cost Before Discount')},Quantity`
      const cost = 'Item Cost Before Discount'
      await shop.importText(
        csv(header, [
          { ...first, SKU: 'MUG', 'Item Name': 'Mug', Quantity: 2, [cost]: 10 },
          { SKU: 'PLATE', 'Item Name': 'Plate', Quantity: 1, [cost]: 10 },
        ]),
      )
      // 30 − 3: 2.00 off the mugs, 1.00 off the plate
      assert.deepEqual(
        (await linesOf(shop, '5001')).map(([kind, quantity, price, off]) => [kind, quantity, price, off]),
        [
          ['sale', 2, 10, 2],
          ['sale', 1, 10, 1],
        ],
      )
      assert.equal((await figuresOf(shop)).total_revenue, 27)
    }),
  )

  test(
    'with a row an item give each line its own discount, tax and refund; the rest of a refund is shipping',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(csv(itemHeader, itemRows))
      assert.equal(verdict.files[0].layout, 'woocommerce-order-items')
      assert.deepEqual(await linesOf(shop, '11'), [
        ['sale', 2, 10, 4, 1.6, 'MUG', null],
        ['sale', 1, 10, 0, 1, 'PLATE', null],
        ['refund', -1, 8, 0, -0.8, 'MUG', null],
      ])
      // 16 + 10 − 8 = 18
      assert.equal((await figuresOf(shop)).total_revenue, 18)
      assert.equal((await ordersOf(shop))[0].customer_id, 'guest@example.com')
    }),
  )

  test(
    'with an item a column become a row an item',
    inWorkspace(async (shop) => {
      const verdict = await shop.importText(
        csv(
          'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method_title,customer_id,customer_user,customer_email,billing_first_name,billing_email,billing_country,shipping_country,coupon_items,refund_items,line_item_1,line_item_2,line_item_3',
          [
            {
              order_id: 21,
              order_number: 21,
              order_date: '2024-04-01 09:00:00',
              status: 'completed',
              shipping_total: '5.00',
              order_total: '31.00',
              order_currency: 'USD',
              billing_email: 'ana@example.com',
              shipping_country: 'BO',
              refund_items:
                'amount:6.00|reason:scratch|date:2024-04-03 10:00:00;amount:2.00|reason:|date:2024-04-05 10:00:00',
              line_item_1: 'name:Mug|product_id:7|sku:MUG|quantity:2|total:16.00|sub_total:20.00',
              line_item_2: 'name:Plate|product_id:8|sku:PLATE|quantity:1|total:10.00|sub_total:10.00',
            },
            {
              order_id: 22,
              order_number: 22,
              order_date: '2024-04-02 09:00:00',
              status: 'processing',
              order_total: '3.00',
              order_currency: 'USD',
              billing_email: 'ana@example.com',
              line_item_1: 'name:Spoon|product_id:9|sku:|quantity:0|total:3.00|sub_total:3.00',
              line_item_3: 'name:Fork|product_id:10|sku:FORK|quantity:1|total:3.00|sub_total:3.00',
            },
          ],
        ),
        'order_export.csv',
      )
      assert.equal(verdict.files[0].layout, 'woocommerce-order-columns')
      assert.deepEqual(
        verdict.set_aside.map(({ reason, rows, examples }) => [reason, rows, examples[0].line]),
        [['impossible_quantity', 1, 3]],
      )
      assert.deepEqual(await linesOf(shop, '21'), [
        ['sale', 2, 10, 4, null, 'MUG', null],
        ['sale', 1, 10, 0, null, 'PLATE', null],
        ['refund', -1, 8, 0, null, null, null],
      ])
      // 16 + 10 + 3 = 29, less 6 and 2
      assert.equal((await figuresOf(shop)).total_revenue, 21)
    }),
  )

  test(
    'of orders, customers and products are loaded together, in Spanish and with semicolons too',
    inWorkspace(async (shop) => {
      const verdict = await shop.import([
        await shop.write('orders.csv', csv(advancedHeader, advanced.slice(0, 2))),
        await shop.write(
          'customers.csv',
          'Name,Username,Last active,Sign up,Email,Orders,Total spend,AOV,Country / Region,City,Region,Postal code\nAna Díaz,ana,2024-03-01,2023-01-05,Ana@Example.com,1,35.2,35.2,BO,La Paz,L,\n',
        ),
        await shop.write(
          'wc-product-export.csv',
          '\uFEFFID;Tipo;SKU;Nombre;Publicado;¿Está destacado?;Visibilidad en el catálogo;Descripción corta;¿Existencias?;Inventario;Peso (kg);Precio rebajado;Precio normal;Categorías;Imágenes;Superior\n7;variable;mug;Mug;1;0;visible;;1;;;;;"Cocina > Tazas";;\n8;simple;PLATE;Plate;1;0;visible;;1;5;;;10,00;Casa;;\n71;variation;MUG;Mug - Roja;1;0;visible;;1;4;;;12,50;;;mug\n72;variation;MUG-A;Mug - Azul;1;0;visible;;1;4;;;12,50;;;id:7\n',
        ),
      ])
      assert.deepEqual(
        verdict.files.map(({ layout }) => layout),
        ['woocommerce-orders', 'woocommerce-customers', 'woocommerce-products'],
      )
      assert.deepEqual(
        await shop.rows(
          `SELECT product_id, product_name, category, subcategory, base_price FROM facts.products WHERE product_id <> 'mug' ORDER BY product_id`,
        ),
        [
          {
            product_id: 'MUG',
            product_name: 'Mug - Roja',
            category: 'Cocina',
            subcategory: 'Tazas',
            base_price: 12.5,
          },
          {
            product_id: 'MUG-A',
            product_name: 'Mug - Azul',
            category: 'Cocina',
            subcategory: 'Tazas',
            base_price: 12.5,
          },
          {
            product_id: 'PLATE',
            product_name: 'Plate',
            category: 'Casa',
            subcategory: null,
            base_price: 10,
          },
        ],
      )
      assert.deepEqual(
        await shop.rows(
          'SELECT customer_id, name, city, CAST(registration_date AS VARCHAR) AS since FROM facts.customers',
        ),
        [{ customer_id: 'ana@example.com', name: 'Ana Díaz', city: 'La Paz', since: '2023-01-05' }],
      )
    }),
  )
})
