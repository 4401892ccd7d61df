import type { Random } from '../base/random.ts'
import { gammaDraw } from '../math/gamma-distribution.ts'
import type { Catalogue } from './catalogue.ts'
import { picker } from './random-stream.ts'
import type { Picker } from './random-stream.ts'
import type { ShopPlan } from './shop-plan.ts'

/** Those who buy, numbered from 0 in order of their first purchase. Days are counted from the window's day 0. */
export type Buyers = {
  count: number
  first_day: Int32Array
  /** day of the purchase after which she stays away for good, or -1 */
  gone_day: Int32Array
  country: Uint8Array
  city: Uint8Array
  favourite: Uint8Array
  woman: Uint8Array
  /** how many times the usual her orders hold */
  size: Float32Array
}

const arrays = {
  first_day: Int32Array,
  gone_day: Int32Array,
  country: Uint8Array,
  city: Uint8Array,
  favourite: Uint8Array,
  woman: Uint8Array,
  size: Float32Array,
}

export function createBuyers(room: number): Buyers {
  const made = Object.entries(arrays).map(([name, Kind]) => [name, new Kind(Math.max(16, room))])
  return { count: 0, ...Object.fromEntries(made) } as Buyers
}

function growBuyers(buyers: Buyers): void {
  const room = Math.ceil(buyers.first_day.length * 1.5)
  for (const [name, Kind] of Object.entries(arrays)) {
    const key = name as keyof typeof arrays
    const wider = new Kind(room)
    wider.set(buyers[key])
    Object.assign(buyers, { [key]: wider })
  }
}

/** Where people live and what they like. */
export type Traits = {
  country: Picker
  cities: readonly Picker[]
  favourite: Picker
  woman_share: number
  size_shape: number
}

export function createTraits(plan: ShopPlan, catalogue: Catalogue): Traits {
  return {
    country: picker(plan.countries.map(({ share }) => share)),
    cities: plan.countries.map(({ cities }) => picker(cities.map((_, rank) => 1 / (rank + 1)))),
    favourite: picker(catalogue.category_share),
    woman_share: plan.women_share,
    size_shape: plan.basket.size_shape,
  }
}

/** Adds a buyer and gives her number. */
export function addBuyer(buyers: Buyers, random: Random, traits: Traits): number {
  if (buyers.count === buyers.first_day.length) growBuyers(buyers)
  const buyer = buyers.count++
  const country = traits.country(random)
  buyers.country[buyer] = country
  buyers.city[buyer] = traits.cities[country](random)
  buyers.favourite[buyer] = traits.favourite(random)
  buyers.woman[buyer] = random() < traits.woman_share ? 1 : 0
  buyers.size[buyer] = gammaDraw(random, traits.size_shape) / traits.size_shape
  buyers.gone_day[buyer] = -1
  return buyer
}
