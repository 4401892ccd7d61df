import { anomalies } from '../anomalies.ts'
import type { ProductPlan } from '../catalogue.ts'
import { promotion } from '../promotions.ts'
import type { Harmonic } from '../season-curve.ts'
import type { ShopPlan } from '../shop-plan.ts'
import { chile } from '../words/places.ts'

const winter: Harmonic[] = [{ times: 1, height: 0.2, peak_day: 195 }]
const summer: Harmonic[] = [{ times: 1, height: 0.25, peak_day: 12 }]
const allYear: Harmonic[] = []

type Service = readonly [name: string, subcategory: string, price: number, share: number, seasons: Harmonic[]]

const services: Record<string, readonly Service[]> = {
  Masajes: [
    ['Masaje de Relajación 60 min', 'Relajación', 42_000, 17, allYear],
    ['Masaje de Relajación 90 min', 'Relajación', 58_000, 8, allYear],
    ['Masaje Descontracturante', 'Terapéuticos', 48_000, 14, allYear],
    ['Masaje con Piedras Calientes', 'Terapéuticos', 55_000, 7, winter],
    ['Masaje Deportivo', 'Terapéuticos', 46_000, 5, allYear],
    ['Masaje Prenatal', 'Especiales', 45_000, 2, allYear],
    ['Masaje en Pareja', 'Especiales', 92_000, 5, allYear],
    ['Drenaje Linfático', 'Terapéuticos', 44_000, 5, summer],
    ['Reflexología', 'Relajación', 32_000, 4, allYear],
  ],
  Spa: [
    ['Circuito de Aguas', 'Circuitos', 36_000, 8, winter],
    ['Día de Spa', 'Circuitos', 85_000, 4, winter],
    ['Tarde de Spa en Pareja', 'Circuitos', 119_000, 3, allYear],
    ['Limpieza Facial Profunda', 'Faciales', 38_000, 6, allYear],
    ['Facial Hidratante', 'Faciales', 35_000, 4, winter],
    ['Exfoliación Corporal', 'Corporales', 34_000, 3, summer],
    ['Envoltura de Chocolate', 'Corporales', 41_000, 2, winter],
    ['Manicure y Pedicure', 'Belleza', 26_000, 5, summer],
  ],
  Wellness: [
    ['Clase de Yoga', 'Clases', 12_000, 4, allYear],
    ['Meditación Guiada', 'Clases', 10_000, 2, allYear],
    ['Reiki', 'Terapias', 30_000, 3, allYear],
    ['Aromaterapia', 'Terapias', 28_000, 2, winter],
    ['Acupuntura', 'Terapias', 35_000, 2, allYear],
    ['Programa Detox 5 sesiones', 'Programas', 165_000, 1, summer],
    ['Programa Antiestrés 5 sesiones', 'Programas', 180_000, 1, allYear],
  ],
}

function catalogue(): ProductPlan[] {
  const all = Object.entries(services).flatMap(([category, list]) =>
    list.map((service) => ({ category, service })),
  )
  return all.map(({ category, service: [product_name, subcategory, price, share, seasons] }, index) => ({
    product_id: `S${String(index + 1).padStart(2, '0')}`,
    product_name,
    category,
    subcategory,
    price,
    share,
    seasons,
    brand: 'Casa Boldo',
    cost: Math.round((price * (0.34 + 0.03 * (index % 5))) / 100) * 100,
    elasticity: -0.7 - 0.1 * (index % 7),
    launch_date: '2019-11-01',
    extra_quantity: 0,
    quality: 0.7 + 0.03 * (index % 9),
    lead_time_days: null,
    supplier_country: null,
    weight: null,
    target_gender: null,
    season: seasons === winter ? 'Invierno' : seasons === summer ? 'Verano' : 'Todo el año',
  }))
}

export const spaPlan: ShopPlan = {
  name: 'spa',
  salt: 23,
  currency: 'CLP',
  time_zone: 'America/Santiago',
  first_day: '2020-03-06',
  last_day: '2024-12-04',
  size: { customers: 3053, buyers: 961, orders: 21_800, lines: 26_158 },
  exact: { orders: true, revenue: 1_246_535_130 },
  season_by: 'pace',
  process: { r: 1.1, alpha_days: 21.5, a: 0.7, b: 12 },
  arrival_density: (point) => (point < 0.04 ? 4 : point < 0.93 ? 1 : 0),
  guest_share: 0,
  cancelled_share: 0,
  growth: 0,
  weekdays: [0, 0.8, 0.85, 0.95, 1.3, 1.7, 1.1],
  closed: ['01-01', '05-01', '09-18', '09-19', '12-25'],
  orders_season: [{ times: 1, height: 0.18, peak_day: 200 }],
  basket_season: [],
  hours: [0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 22, 26, 22, 14, 16, 20, 24, 28, 26, 18, 6, 0, 0, 0],
  basket: { draws: 0.28, merge: false, size_shape: 6, loyalty: 0.5, coupon_share: 0.04 },
  catalogue,
  label_price: (price) => Math.round(price / 100) * 100,
  price_changes: { products: 16, each: 4 },
  stock_outs: null,
  companions: { pairs: 4, chance: [0.1, 0.25] },
  promotions: [
    promotion('Día de los Enamorados', {
      from: '02-11',
      days: 6,
      category: null,
      discount_rate: 0.1,
      units_lift: 1,
      orders_lift: 1.4,
    }),
    promotion('Mes de la Madre', {
      from: '05-03',
      days: 9,
      category: 'Spa',
      discount_rate: 0.15,
      units_lift: 2,
      orders_lift: 1.15,
    }),
    promotion('Cyber Wellness', {
      from: '10-03',
      days: 5,
      category: 'Wellness',
      discount_rate: 0.25,
      units_lift: 2.4,
      orders_lift: 1,
    }),
  ],
  anomalies: [
    ...anomalies('surge', 'all', ['critical', 'high', 'critical', 'medium']),
    ...anomalies('surge', 'category', ['critical', 'high', 'high']),
    ...anomalies('surge', 'product', ['critical', 'high']),
  ],
  countries: [chile],
  payment_methods: [
    ['Webpay', 46],
    ['Tarjeta de crédito', 24],
    ['Transferencia', 14],
    ['Efectivo', 10],
    ['Gift card', 6],
  ],
  devices: [
    ['Mobile', 68],
    ['Desktop', 32],
  ],
  sources: [
    ['Instagram', 30],
    ['Google', 28],
    ['Recomendación', 22],
    ['WhatsApp', 20],
  ],
  conversion: {
    base: 0.06,
    sources: { Instagram: 0.6, Google: 0.9, Recomendación: 1.8, WhatsApp: 1.6 },
    devices: { Mobile: 0.9, Desktop: 1.3 },
  },
  refund_share: () => 0,
  statuses: { by: 'count', settled: 'completed', recent: [], among: 0 },
  review_share: 0.04,
  women_share: 0.68,
  customer_ids: { prefix: '', digits: 0 },
  order_ids: { prefix: 'R', digits: 6 },
  transaction_ids: { prefix: '', digits: 0 },
}
