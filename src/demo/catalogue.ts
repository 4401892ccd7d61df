import type { Random } from '../base/random.ts'
import type { Calendar } from './calendar.ts'
import { picker } from './random-stream.ts'
import type { Picker } from './random-stream.ts'
import type { Harmonic } from './season-curve.ts'
import { dayNumber } from '../warehouse/read-values.ts'

/** One product as the shop's plan invents it. */
export type ProductPlan = {
  product_id: string
  product_name: string
  category: string
  subcategory: string
  brand: string
  price: number
  cost: number
  /** share of all demand, relative */
  share: number
  /** percent of demand for a percent of price, below zero */
  elasticity: number
  seasons: readonly Harmonic[]
  /** none before this day */
  launch_date: string
  /** mean of what a line holds beyond one */
  extra_quantity: number
  /** 0 to 1: what reviews centre on */
  quality: number
  lead_time_days: number | null
  supplier_country: string | null
  weight: number | null
  target_gender: string | null
  season: string | null
}

export type Catalogue = {
  products: ProductPlan[]
  categories: readonly string[]
  /** index into categories, by product */
  category: Uint8Array
  /** shares of demand, adding up to 1 */
  share: Float64Array
  category_share: Float64Array
  /** first day of sale, counted from the window's day 0 */
  launch: Int32Array
  pick: Picker
  /** picks a product of a category */
  pick_in: readonly Picker[]
}

export function createCatalogue(products: ProductPlan[], calendar: Calendar): Catalogue {
  const categories = [...new Set(products.map(({ category }) => category))]
  const total = products.reduce((sum, { share }) => sum + share, 0)
  const share = Float64Array.from(products, (product) => product.share / total)
  const category = Uint8Array.from(products, (product) => categories.indexOf(product.category))
  const category_share = new Float64Array(categories.length)
  share.forEach((value, product) => {
    category_share[category[product]] += value
  })
  return {
    products,
    categories,
    category,
    share,
    category_share,
    launch: Int32Array.from(products, ({ launch_date }) => dayNumber(launch_date) - calendar.start),
    pick: picker(share),
    pick_in: categories.map((_, index) => pickerAmong(share, category, index)),
  }
}

function pickerAmong(share: Float64Array, category: Uint8Array, wanted: number): Picker {
  const members = [...category.keys()].filter((product) => category[product] === wanted)
  const pick = picker(members.map((product) => share[product]))
  return (random: Random) => members[pick(random)]
}
