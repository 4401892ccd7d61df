import { normalDraw } from '../math/normal-distribution.ts'
import type { Buyers } from './buyers.ts'
import { dates, integers, text, word, wordOrNull } from './demo-table.ts'
import type { DemoTable } from './demo-table.ts'
import { placeWords } from './order-tables.ts'
import { dailyStream, integerBetween } from './random-stream.ts'
import { people } from './words/people.ts'
import type { Language } from './words/people.ts'
import type { World } from './world.ts'

/** Customers on the books: those who buy, spread evenly among those who only signed up. */
export type CustomerBook = {
  count: number
  /** customer_key of a buyer (numbered from 0) */
  keyOf: (buyer: number) => number
}

export function createCustomerBook({ plan, scale }: World, buyers: Buyers): CustomerBook {
  const count = Math.max(buyers.count, Math.round(plan.size.customers * scale))
  return { count, keyOf: (buyer) => Math.floor((buyer * count) / buyers.count) + 1 }
}

const languages = Object.keys(people) as Language[]
const firstNames = languages.flatMap((language) => [...people[language].female, ...people[language].male])
const familyNames = languages.flatMap((language) => [...people[language].family])
const secondNames = ['', ...people.es.family.map((name) => ` ${name}`)]
const inAddresses = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
const firstInAddresses = firstNames.map(inAddresses)
const familyInAddresses = familyNames.map(inAddresses)

function startsOf(count: (language: Language) => number): Record<Language, number> {
  let start = 0
  return Object.fromEntries(
    languages.map((language) => {
      const from = start
      start += count(language)
      return [language, from]
    }),
  ) as Record<Language, number>
}

const firstStarts = startsOf((language) => people[language].female.length + people[language].male.length)
const familyStarts = startsOf((language) => people[language].family.length)

const blockBits = 12

/** Customers draw from a random source for each block of keys: a stretch begins where a block does. */
export const customersABlock = 2 ** blockBits

const withoutEmail = 0.02
const withoutPhone = 0.05
const sameDaySignUp = 0.6
const genders = ['female', 'male']

/** Customers from one key up to (not including) another, with names, addresses and phones that are plainly invented. */
export function customerTable(
  world: World,
  buyers: Buyers,
  book: CustomerBook,
  [from, to]: readonly [number, number],
): DemoTable {
  const { plan, calendar, traits } = world
  const blocks = dailyStream(world.seed, 'customers')
  const rows = to - from
  const column = (): Int32Array => new Int32Array(rows)
  const out = {
    key: column(),
    first: column(),
    family: column(),
    second: column(),
    mail: column(),
    phone: column(),
    dial: column(),
    place: column(),
    age: column(),
    gender: column(),
    registered: column(),
  }
  const places = placeWords(world)
  let next = firstBuyerFrom(book, buyers, from)
  let around = next > 0 ? buyers.first_day[next - 1] : 0
  for (let row = 0; row < rows; row++) {
    const random = blocks((from + row) >>> blockBits)
    const buys = next < buyers.count && book.keyOf(next) === from + row
    const buyer = buys ? next++ : -1
    if (buys) around = buyers.first_day[buyer]
    const country = buys ? buyers.country[buyer] : traits.country(random)
    const city = buys ? buyers.city[buyer] : traits.cities[country](random)
    const woman = buys ? buyers.woman[buyer] === 1 : random() < plan.women_share
    const { language } = plan.countries[country]
    const { female, male, family } = people[language]
    const given = woman ? 0 : female.length
    out.key[row] = from + row
    out.first[row] =
      firstStarts[language] + given + integerBetween(random, 0, (woman ? female : male).length - 1)
    out.family[row] = familyStarts[language] + integerBetween(random, 0, family.length - 1)
    out.second[row] = language === 'es' ? integerBetween(random, 1, people.es.family.length) : 0
    out.mail[row] = random() < withoutEmail ? 0 : 1
    out.phone[row] = integerBetween(random, 10_000, 99_999)
    out.dial[row] = random() < withoutPhone ? 0 : country + 1
    out.place[row] = places.first[country] + city
    out.age[row] = Math.min(82, Math.max(18, Math.round(39 + 13 * normalDraw(random))))
    out.gender[row] = random() < 0.03 ? 0 : woman ? 1 : 2
    const before = random() < sameDaySignUp ? 0 : integerBetween(random, 1, 45)
    out.registered[row] = calendar.start + around - before
  }
  return {
    rows,
    columns: {
      customer_key: integers(out.key),
      customer_id: text(plan.customer_ids.prefix, { numbers: out.key, digits: plan.customer_ids.digits }),
      name: text(
        { codes: out.first, words: firstNames, first: 0 },
        ' ',
        { codes: out.family, words: familyNames, first: 0 },
        { codes: out.second, words: secondNames, first: 0 },
      ),
      email: text(
        { codes: out.first, words: firstInAddresses, first: 0 },
        '.',
        { codes: out.family, words: familyInAddresses, first: 0 },
        { numbers: out.key, digits: 0 },
        { codes: out.mail, words: ['@example.com'], first: 1 },
      ),
      phone: text(
        { codes: out.dial, words: plan.countries.map(({ dial }) => `${dial} 000 `), first: 1 },
        { numbers: out.phone, digits: 5 },
      ),
      country: word(out.place, places.countries),
      region: word(out.place, places.regions),
      city: word(out.place, places.cities),
      age: integers(out.age),
      gender: wordOrNull(out.gender, genders),
      registration_date: dates(out.registered),
    },
  }
}

function firstBuyerFrom(book: CustomerBook, buyers: Buyers, key: number): number {
  let [low, high] = [0, buyers.count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (book.keyOf(middle) < key) low = middle + 1
    else high = middle
  }
  return low
}
