import { anomalies } from '../anomalies.ts'
import type { ProductPlan } from '../catalogue.ts'
import { promotion } from '../promotions.ts'
import type { Harmonic } from '../season-curve.ts'
import type { ShopPlan } from '../shop-plan.ts'
import { bolivia } from '../words/places.ts'

// southern summer peaks in early January, winter in July
const summer: Harmonic[] = [{ times: 1, height: 0.3, peak_day: 5 }]
const winter: Harmonic[] = [{ times: 1, height: 0.35, peak_day: 190 }]
const allYear: Harmonic[] = []

type Garment = Pick<
  ProductPlan,
  | 'product_name'
  | 'category'
  | 'subcategory'
  | 'brand'
  | 'price'
  | 'share'
  | 'elasticity'
  | 'seasons'
  | 'quality'
  | 'lead_time_days'
  | 'target_gender'
  | 'season'
>

const garments: readonly Garment[] = [
  garment('Vestido Floral', ['Vestidos', 'Casual', 'Kantuta'], [280, 13, -1.6, 0.9], ['female', 'Verano']),
  garment(
    'Vestido de Noche',
    ['Vestidos', 'Fiesta', 'Illimani'],
    [520, 6, -1.2, 0.85],
    ['female', 'Todo el año'],
  ),
  garment('Blusa de Lino', ['Blusas', 'Lino', 'Kantuta'], [160, 14, -1.8, 0.8], ['female', 'Verano']),
  garment('Blusa Clásica', ['Blusas', 'Oficina', 'Sajama'], [140, 12, -1.4, 0.75], ['female', 'Todo el año']),
  garment('Jean Recto', ['Pantalones', 'Jeans', 'Sajama'], [240, 13, -1.5, 0.7], ['unisex', 'Todo el año']),
  garment(
    'Pantalón de Vestir',
    ['Pantalones', 'Oficina', 'Illimani'],
    [260, 8, -1.3, 0.8],
    ['male', 'Todo el año'],
  ),
  garment('Chompa de Alpaca', ['Abrigos', 'Tejidos', 'Puna'], [390, 11, -1.1, 0.95], ['unisex', 'Invierno']),
  garment('Abrigo de Lana', ['Abrigos', 'Abrigos', 'Puna'], [640, 6, -0.9, 0.9], ['female', 'Invierno']),
  garment(
    'Camisa Oxford',
    ['Camisas', 'Oficina', 'Illimani'],
    [190, 10, -1.7, 0.65],
    ['male', 'Todo el año'],
  ),
  garment('Chalina Andina', ['Accesorios', 'Chalinas', 'Puna'], [95, 7, -2, 0.85], ['unisex', 'Invierno']),
]

function garment(
  product_name: string,
  [category, subcategory, brand]: [string, string, string],
  [price, share, elasticity, quality]: [number, number, number, number],
  [target_gender, season]: [string, string],
): Garment {
  const seasons = season === 'Verano' ? summer : season === 'Invierno' ? winter : allYear
  const lead_time_days = brand === 'Puna' ? 21 : 10
  return {
    product_name,
    category,
    subcategory,
    brand,
    price,
    share,
    elasticity,
    quality,
    target_gender,
    season,
    seasons,
    lead_time_days,
  }
}

function catalogue(): ProductPlan[] {
  return garments.map((garment, index) => ({
    ...garment,
    product_id: String(index + 1),
    cost: Math.round(garment.price * (0.45 + 0.02 * (index % 5))),
    launch_date: '2023-08-01',
    extra_quantity: 0,
    supplier_country: 'Bolivia',
    weight: 0.5,
  }))
}

export const boutiquePlan: ShopPlan = {
  name: 'boutique',
  salt: 88,
  currency: 'BOB',
  time_zone: 'America/La_Paz',
  first_day: '2024-04-01',
  last_day: '2025-10-31',
  size: { customers: 100, buyers: 100, orders: 4301, lines: 13_918 },
  exact: { orders: true, revenue: null },
  season_by: 'pace',
  process: { r: 2.2, alpha_days: 13.2, a: 0.6, b: 24 },
  arrival_density: (point) => (point < 0.06 ? 10 : point < 0.8 ? 0.9 : 0),
  guest_share: 0,
  cancelled_share: 0,
  growth: 0,
  weekdays: [0.8, 0.75, 0.85, 0.95, 1.2, 1.6, 0.85],
  closed: [],
  orders_season: [{ times: 1, height: 0.15, peak_day: 350 }],
  basket_season: [{ times: 1, height: 0.12, peak_day: 350 }],
  hours: [0, 0, 0, 0, 0, 0, 0, 1, 4, 14, 22, 26, 20, 12, 16, 22, 26, 30, 34, 28, 18, 8, 3, 1],
  basket: { draws: 3.95, merge: true, size_shape: 8, loyalty: 0.25, coupon_share: 0.05 },
  catalogue,
  label_price: (price) => Math.round(price / 5) * 5,
  price_changes: { products: 6, each: 4 },
  stock_outs: { products: 3, each: 2, days: [6, 14] },
  companions: { pairs: 2, chance: [0.25, 0.4] },
  promotions: [
    promotion('Día de la Madre', {
      from: '05-20',
      days: 8,
      category: 'Vestidos',
      discount_rate: 0.15,
      units_lift: 1.8,
      orders_lift: 1,
    }),
    promotion('Aniversario', {
      from: '08-04',
      days: 6,
      category: null,
      discount_rate: 0.1,
      units_lift: 1.15,
      orders_lift: 1.3,
    }),
    promotion('Black Friday', {
      from: '11-28',
      days: 4,
      category: null,
      discount_rate: 0.2,
      units_lift: 1.2,
      orders_lift: 1.6,
    }),
    promotion('Liquidación de Invierno', {
      from: '09-10',
      days: 10,
      category: 'Abrigos',
      discount_rate: 0.3,
      units_lift: 1.9,
      orders_lift: 1,
    }),
  ],
  anomalies: [
    ...anomalies('surge', 'all', ['critical', 'high', 'high', 'medium']),
    ...anomalies('surge', 'category', ['critical', 'high']),
    ...anomalies('surge', 'product', ['high']),
    ...anomalies('bulk_order', 'product', ['high']),
  ],
  countries: [bolivia],
  payment_methods: [
    ['QR', 40],
    ['Efectivo', 32],
    ['Tarjeta', 18],
    ['Transferencia', 10],
  ],
  devices: [
    ['Mobile', 74],
    ['Desktop', 21],
    ['Tablet', 5],
  ],
  sources: [
    ['Instagram', 34],
    ['WhatsApp', 26],
    ['Directo', 18],
    ['Google', 14],
    ['TikTok', 8],
  ],
  conversion: {
    base: 0.045,
    sources: { Instagram: 0.7, WhatsApp: 1.9, Directo: 1.5, Google: 1, TikTok: 0.4 },
    devices: { Mobile: 0.9, Desktop: 1.4, Tablet: 1 },
  },
  refund_share: () => 0,
  statuses: {
    by: 'count',
    settled: 'delivered',
    recent: [
      ['processing', 40],
      ['confirmed', 14],
      ['shipped', 5],
    ],
    among: 90,
  },
  review_share: 0.05,
  women_share: 0.72,
  customer_ids: { prefix: '', digits: 0 },
  order_ids: { prefix: '', digits: 0 },
  transaction_ids: { prefix: '', digits: 0 },
}
