import { dates, freeText, integers, numbers } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import { dayNumber } from '../warehouse/read-values.ts'
import type { ProductPlan } from './catalogue.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** The catalogue as it stands at the end: present prices, stock left, and what reviews came to. */
export function productTable(
  { catalogue, calendar, prices }: World,
  tally: Tally,
  left: Float64Array | null,
): DemoTable {
  const { products } = catalogue
  const lastDay = (calendar.days - 1) * products.length
  const words = (of: (product: ProductPlan) => string | null) => freeText(products.map(of))
  const amounts = (of: (product: ProductPlan, index: number) => number) =>
    numbers(Float64Array.from(products, of))
  return {
    rows: products.length,
    columns: {
      product_key: integers(Int32Array.from(products, (_, index) => index + 1)),
      product_id: words(({ product_id }) => product_id),
      product_name: words(({ product_name }) => product_name),
      category: words(({ category }) => category),
      subcategory: words(({ subcategory }) => subcategory),
      brand: words(({ brand }) => brand),
      base_price: amounts((_, index) => prices[lastDay + index]),
      cost_price: amounts(({ cost }) => cost),
      stock_quantity: amounts((_, index) => left?.[index] ?? Number.NaN),
      supplier_country: words(({ supplier_country }) => supplier_country),
      weight: amounts(({ weight }) => weight ?? Number.NaN),
      rating: amounts((_, index) =>
        tally.reviews[index] === 0
          ? Number.NaN
          : Math.round((100 * tally.rating_sum[index]) / tally.reviews[index]) / 100,
      ),
      reviews_count: integers(Int32Array.from(tally.reviews, (count) => count)),
      launch_date: dates(Int32Array.from(products, ({ launch_date }) => dayNumber(launch_date))),
      target_gender: words(({ target_gender }) => target_gender),
      season: words(({ season }) => season),
    },
  }
}
