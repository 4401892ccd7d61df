import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

const orderRows = (shop: Workspace) =>
  shop.rows(
    `SELECT order_id, status, state, currency, CAST(day AS VARCHAR) AS day, shipping_cost, country FROM facts.orders ORDER BY order_id`,
  )
const lineRows = (shop: Workspace, order: string) =>
  shop.rows(`SELECT line_no, kind, quantity, unit_price, discount, tax, p.product_id FROM facts.order_lines JOIN facts.orders USING (order_key)
    LEFT JOIN facts.products AS p USING (product_key) WHERE order_id = '${order}' ORDER BY line_no`)

const shopifyHeader =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping City,Shipping Province,Shipping Country,Cancelled at,Payment Method,Refunded Amount,Vendor'

describe('a Shopify order export', () => {
  test(
    'gives an order its first row, spreads its discount and tax, and turns what was paid back into a refund',
    inWorkspace(
      async (shop) => {
        const verdict = await shop.importText(
          [
            shopifyHeader,
            `#1001,ana@example.com,paid,2024-01-05 10:02:00 -0500,fulfilled,USD,27.00,5.00,2.70,34.70,TEN,3.00,2024-01-05 23:30:00 -0500,2,Mug,10.00,MUG-1,Ana Díaz,La Paz,LP,BO,,card,0.00,Acme`,
            `#1001,ana@example.com,,,,,,,,,,,2024-01-05 23:30:00 -0500,1,Plate,10.00,PLATE-1,,,,,,,,Acme`,
            `#1002,bob@example.com,partially_refunded,2024-01-06 09:00:00 -0500,fulfilled,USD,20.00,0.00,0.00,20.00,,0.00,2024-01-06 09:00:00 -0500,2,Mug,10.00,MUG-1,Bob,Lima,,PE,,card,10.00,Acme`,
            `#1003,bob@example.com,voided,,unfulfilled,USD,10.00,0.00,0.00,10.00,,0.00,2024-01-07 09:00:00 -0500,1,Mug,10.00,MUG-1,Bob,Lima,,PE,2024-01-07 10:00:00 -0500,card,0.00,Acme`,
            `#1004,,pending,,unfulfilled,USD,10.00,0.00,0.00,10.00,,0.00,2024-01-08 09:00:00 -0500,1,Gift wrap,10.00,,,,,,,card,0.00,`,
          ].join('\n'),
          'orders_export.csv',
        )
        assert.equal(verdict.files[0].layout, 'shopify-orders')
        assert.equal(verdict.rows_set_aside, 0)
        assert.deepEqual(await orderRows(shop), [
          {
            order_id: '#1001',
            status: 'paid',
            state: 'counted',
            currency: 'USD',
            day: '2024-01-06',
            shipping_cost: 5,
            country: 'BO',
          },
          {
            order_id: '#1002',
            status: 'partially_refunded',
            state: 'counted',
            currency: 'USD',
            day: '2024-01-06',
            shipping_cost: 0,
            country: 'PE',
          },
          {
            order_id: '#1003',
            status: 'cancelled',
            state: 'cancelled',
            currency: 'USD',
            day: '2024-01-07',
            shipping_cost: 0,
            country: 'PE',
          },
          {
            order_id: '#1004',
            status: 'pending',
            state: 'open',
            currency: 'USD',
            day: '2024-01-08',
            shipping_cost: 0,
            country: null,
          },
        ])
        assert.deepEqual(await lineRows(shop, '#1001'), [
          {
            line_no: 1,
            kind: 'sale',
            quantity: 2,
            unit_price: 10,
            discount: 2,
            tax: 1.8,
            product_id: 'MUG-1',
          },
          {
            line_no: 2,
            kind: 'sale',
            quantity: 1,
            unit_price: 10,
            discount: 1,
            tax: 0.9,
            product_id: 'PLATE-1',
          },
        ])
        assert.deepEqual(
          (await lineRows(shop, '#1002')).map(({ kind, quantity, unit_price }) => ({
            kind,
            quantity,
            unit_price,
          })),
          [
            { kind: 'sale', quantity: 2, unit_price: 10 },
            { kind: 'refund', quantity: -1, unit_price: 10 },
          ],
        )
        assert.deepEqual(
          await shop.rows('SELECT customer_id, name, city FROM facts.customers ORDER BY customer_key'),
          [
            { customer_id: 'ana@example.com', name: 'Ana Díaz', city: 'La Paz' },
            { customer_id: 'bob@example.com', name: 'Bob', city: 'Lima' },
          ],
        )
      },
      { currency: 'USD', timeZone: 'UTC' },
    ),
  )
})

describe('files of their own', () => {
  const customers =
    "id;nombre;correo;teléfono;país;ciudad;fecha_registro\n7;Ana Díaz;ana@example.com;+591 70000001;Bolivia;La Paz;05/02/2023\n8;José O'Brien;jose@example.com;+591 70000002;Bolivia;Sucre;25/02/2023\n"
  const products =
    'sku;nombre;categoría;precio;costo;stock\nP1;Taza;Cocina;1.234,50;600,25;12\nP2;Plato;Cocina;80,00;30,00;5\n'
  const orders =
    'pedido;fecha;cliente;estado;método de pago;total\nA1;13/03/2024 10:00;7;Entregado;efectivo;1.314,50\nA2;14/03/2024 11:00;8;Cancelado;tarjeta;80,00\nA3;15/03/2024 12:00;8;Entregado;tarjeta;50,00\n'
  const lines =
    'pedido;producto_id;cantidad;precio unitario\nA1;P1;1;1.234,50\nA1;P2;1;80,00\nA2;P2;1;80,00\n'

  test(
    'of customers, products, orders and lines are loaded together',
    inWorkspace(async (shop) => {
      const files = [
        await shop.write('clientes.csv', customers),
        await shop.write('productos.csv', products),
        await shop.write('pedidos.csv', orders),
        await shop.write('detalle_pedidos.csv', lines),
      ]
      const verdict = await shop.import(files)
      assert.deepEqual(
        verdict.files.map(({ name, role }) => [name, role]),
        [
          ['clientes.csv', 'customers'],
          ['productos.csv', 'products'],
          ['pedidos.csv', 'orders'],
          ['detalle_pedidos.csv', 'lines'],
        ],
      )
      assert.deepEqual(
        [verdict.rows_read, verdict.rows_loaded, verdict.orders, verdict.adds_up],
        [10, 10, 3, true],
      )
      assert.deepEqual(
        (await orderRows(shop)).map(({ order_id, state, day }) => [order_id, state, day]),
        [
          ['A1', 'counted', '2024-03-13'],
          ['A2', 'cancelled', '2024-03-14'],
          ['A3', 'counted', '2024-03-15'],
        ],
      )
      assert.deepEqual(
        (await lineRows(shop, 'A1')).map(({ product_id, unit_price }) => [product_id, unit_price]),
        [
          ['P1', 1234.5],
          ['P2', 80],
        ],
      )
      assert.deepEqual(
        (await lineRows(shop, 'A3')).map(({ product_id, unit_price }) => [product_id, unit_price]),
        [[null, 50]],
      )
      assert.deepEqual(
        await shop.rows(
          `SELECT name, phone, CAST(registration_date AS VARCHAR) AS since FROM facts.customers WHERE customer_id = '8'`,
        ),
        [{ name: "José O'Brien", phone: '+591 70000002', since: '2023-02-25' }],
      )
      assert.deepEqual(
        await shop.rows(
          `SELECT base_price, cost_price, stock_quantity FROM facts.products WHERE product_id = 'P1'`,
        ),
        [{ base_price: 1234.5, cost_price: 600.25, stock_quantity: 12 }],
      )
    }),
  )

  test(
    'come one after the other to the same end, whichever is first',
    inWorkspace(async (shop) => {
      await shop.importText(orders, 'pedidos.csv')
      assert.deepEqual(
        (await lineRows(shop, 'A1')).map(({ unit_price }) => unit_price),
        [1314.5],
      )
      await shop.importText(lines, 'detalle_pedidos.csv')
      assert.deepEqual(
        (await lineRows(shop, 'A1')).map(({ unit_price }) => unit_price),
        [1234.5, 80],
      )
      assert.deepEqual(
        (await orderRows(shop)).map(({ order_id, state, day, status }) => [order_id, state, day, status]),
        [
          ['A1', 'counted', '2024-03-13', 'Entregado'],
          ['A2', 'cancelled', '2024-03-14', 'Cancelado'],
          ['A3', 'counted', '2024-03-15', 'Entregado'],
        ],
      )
      const again = await shop.importText(orders, 'pedidos.csv')
      assert.equal(again.outcome, 'unchanged')
      const changed = await shop.importText(
        orders.replace('A1;13/03/2024 10:00;7;Entregado', 'A1;13/03/2024 10:00;7;Anulado'),
        'pedidos.csv',
      )
      assert.equal(changed.changes.orders_replaced, 1)
      assert.deepEqual(
        (await lineRows(shop, 'A1')).map(({ unit_price }) => unit_price),
        [1234.5, 80],
      )
      assert.equal((await orderRows(shop))[0].state, 'cancelled')
    }),
  )

  test(
    'of lines without a date or an order are set aside with their place',
    inWorkspace(async (shop) => {
      await shop.importText(orders, 'pedidos.csv')
      const verdict = await shop.importText(
        `${lines}A9;P1;1;10,00\n;P1;1;10,00\nA1;P1;x;10,00\n`,
        'detalle_pedidos.csv',
      )
      assert.deepEqual(
        verdict.set_aside
          .map(({ reason, rows, examples }) => [
            reason,
            rows,
            examples[0].line,
            examples[0].column,
            examples[0].value,
          ])
          .sort(([a], [b]) => String(a).localeCompare(String(b))),
        [
          ['impossible_quantity', 1, 7, 'cantidad', 'x'],
          ['missing_date', 1, 5, null, null],
          ['missing_order_id', 1, 6, 'pedido', null],
        ],
      )
      assert.equal(verdict.rows_loaded, 3)
      assert.equal(verdict.adds_up, true)
    }),
  )

  test(
    'that name the same product twice make one of it',
    inWorkspace(async (shop) => {
      await shop.import([
        await shop.write(
          'detalle.csv',
          'pedido,fecha,sku,nombre,cantidad,precio unitario\nA1,2024-03-13,P1,Taza,1,10\n',
        ),
        await shop.write(
          'existencias.csv',
          'sku,fecha,existencias,plazo_entrega\nP1,2024-03-01,12,14\nP2,2024-03-01,1,14\n',
        ),
        await shop.write('resenas.csv', 'review_id,sku,estrellas,comentario\nr1,P1,5,Bien\nr2,P2,4,Bien\n'),
      ])
      assert.deepEqual(
        await shop.rows('SELECT product_id, product_name FROM facts.products ORDER BY product_id'),
        [
          { product_id: 'P1', product_name: 'Taza' },
          { product_id: 'P2', product_name: null },
        ],
      )
    }),
  )

  test(
    'of visits, reviews and stock are loaded, replaced by key and undone exactly',
    inWorkspace(async (shop) => {
      await shop.importText(products, 'productos.csv')
      const files = async (visits: number) => [
        await shop.write(
          'visitas.csv',
          `fecha,fuente,dispositivo,visitas,carritos\n2024-03-01,google,mobile,${visits},10\n2024-03-02,google,mobile,120,11\n`,
        ),
        await shop.write(
          'resenas.csv',
          'review_id,product_id,cliente_id,calificación,comentario,fecha\nr1,P1,7,5,"Muy buena, ""gracias""",2024-03-04 10:00\nr2,P9,,2,=1+1,2024-03-05 11:00\n',
        ),
        await shop.write(
          'existencias.csv',
          'product_id,fecha,existencias,en_pedido,plazo_entrega\nP1,2024-03-01,12,5,14\nP2,2024-03-01,0,,7\n',
        ),
      ]
      const first = await shop.import(await files(100))
      assert.deepEqual(first.other_rows, { visits: 2, reviews: 2, stock: 2 })
      const before = await shop.dump()
      assert.equal((await shop.import(await files(100))).outcome, 'unchanged')
      const second = await shop.import(await files(105))
      assert.deepEqual(second.other_rows, { visits: 1, reviews: 0, stock: 0 })
      assert.deepEqual(
        await shop.rows('SELECT sum(visits) AS visits, sum(carts) AS carts FROM facts.visits'),
        [{ visits: 225, carts: 21 }],
      )
      assert.deepEqual(await shop.rows(`SELECT text FROM facts.reviews ORDER BY review_id`), [
        { text: 'Muy buena, "gracias"' },
        { text: '=1+1' },
      ])
      await shop.undo(second.import_id ?? '')
      assert.equal(await shop.dump(), before)
    }),
  )
})

const catalogue = (shop: Workspace) =>
  shop.rows(
    `SELECT product_id, product_name, category, subcategory, brand, base_price, stock_quantity FROM facts.products ORDER BY product_key`,
  )

describe('a product export', () => {
  const exports: Record<string, { name: string; text: string; expected: unknown[] }> = {
    'of Shopify': {
      name: 'shopify-products',
      text: `Handle,Title,Body (HTML),Vendor,Type,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Image Src,Cost per item
tee,Tee,<p>Soft</p>,Acme,Shirts,TEE-S,200,5,19.90,https://x/1.jpg,8.00
tee,,,,,TEE-M,210,3,20.90,https://x/2.jpg,8.50
tee,,,,,,,,,https://x/3.jpg,
mug,Mug,,Acme,Kitchen,,300,9,7.50,,2.00
`,
      expected: [
        {
          product_id: 'TEE-S',
          product_name: 'Tee',
          category: 'Shirts',
          subcategory: null,
          brand: 'Acme',
          base_price: 19.9,
          stock_quantity: 5,
        },
        {
          product_id: 'TEE-M',
          product_name: 'Tee',
          category: 'Shirts',
          subcategory: null,
          brand: 'Acme',
          base_price: 20.9,
          stock_quantity: 3,
        },
        {
          product_id: 'Mug',
          product_name: 'Mug',
          category: 'Kitchen',
          subcategory: null,
          brand: 'Acme',
          base_price: 7.5,
          stock_quantity: 9,
        },
      ],
    },
    'of WooCommerce': {
      name: 'woocommerce-products',
      text: `\uFEFFID,Type,SKU,Name,Published,"Is featured?","Short description","In stock?",Stock,"Weight (lbs)","Sale price","Regular price",Categories,Images
44,variable,woo-tee,"V-Neck T-Shirt",1,1,"Soft",1,,.5,,,"Clothing > Tshirts","https://x/1.jpg, https://x/2.jpg"
45,simple,woo-cap,Cap,1,0,,1,4,,16,18,"Clothing > Accessories, Sale",
`,
      expected: [
        {
          product_id: 'woo-tee',
          product_name: 'V-Neck T-Shirt',
          category: 'Clothing',
          subcategory: 'Tshirts',
          brand: null,
          base_price: null,
          stock_quantity: null,
        },
        {
          product_id: 'woo-cap',
          product_name: 'Cap',
          category: 'Clothing',
          subcategory: 'Accessories',
          brand: null,
          base_price: 18,
          stock_quantity: 4,
        },
      ],
    },
  }
  for (const [title, { name, text, expected }] of Object.entries(exports)) {
    test(
      `${title} is recognised and read`,
      inWorkspace(async (shop) => {
        const verdict = await shop.importText(text)
        assert.equal(verdict.files[0].layout, name)
        assert.equal(verdict.rows_set_aside, 0)
        assert.deepEqual(await catalogue(shop), expected)
      }),
    )
  }
})

describe('a header', () => {
  const headers: [string, string, string][] = [
    ['orders', 'Nº Pedido;Fecha;Cliente;Importe total;Forma de pago', '7;01/02/2024;Ana;10,50;efectivo'],
    [
      'lines',
      'Factura,Fecha,Código Producto,Descripción,Cantidad,Precio Unitario,ID Cliente',
      'F1,2024-01-02,P1,Taza,2,3.50,9',
    ],
    [
      'lines',
      'cliente,service_type,service_name,service_date,price_paid,season,year',
      'Ana,Masajes,Relajante,2021-05-06,25000,Otono,2021',
    ],
    [
      'lines',
      'basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp',
      '1,2,3,1.0,3.86,1485630413.0',
    ],
    ['lines', 'detalle_id,venta_id,producto_id,cantidad,precio_unitario', '1,2,3,4,5.5'],
    ['customers', 'Código,Nombre,Correo electrónico,Teléfono', '1,Ana,a@x.org,70000001'],
    ['products', 'código,descripción,rubro,precio,costo,existencias', 'p,Taza,Cocina,10,5,3'],
    [
      'visits',
      'Date,Session source,Device category,Sessions,Add to carts,Checkouts',
      '20240301,google,mobile,100,5,2',
    ],
    ['reviews', 'review_id,sku,stars,comment,review_date', 'r,p,5,Nice,2024-01-01'],
    ['stock', 'sku,date,on_hand,on_order,lead_time_days', 'p,2024-01-01,5,0,7'],
  ]
  for (const [role, header, row] of headers) {
    test(
      `${header} is one of ${role}`,
      inWorkspace(async (shop) => {
        const [found] = await shop.inspect([await shop.write('file.csv', `${header}\n${row}\n`)])
        assert.equal(found.problem, null)
        assert.equal(found.mapping.role, role)
      }),
    )
  }
})
