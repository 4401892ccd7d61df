import type { Language } from './people.ts'

/** A country of sale: its share of customers, its currency, and how a plainly invented phone begins there. */
export type Country = {
  name: string
  share: number
  language: Language
  currency: string
  dial: string
  delivery_days: number
  shipping: number
  /** region and city pairs, the busiest first */
  cities: readonly (readonly [string, string])[]
}

export const worldCountries: readonly Country[] = [
  {
    name: 'USA',
    share: 35,
    language: 'en',
    currency: 'USD',
    dial: '+1',
    delivery_days: 3,
    shipping: 5,
    cities: [
      ['New York', 'New York'],
      ['California', 'Los Angeles'],
      ['Illinois', 'Chicago'],
      ['Texas', 'Houston'],
      ['Arizona', 'Phoenix'],
      ['California', 'San Diego'],
      ['Texas', 'Dallas'],
      ['Washington', 'Seattle'],
      ['Massachusetts', 'Boston'],
      ['Florida', 'Miami'],
    ],
  },
  {
    name: 'UK',
    share: 12,
    language: 'en',
    currency: 'GBP',
    dial: '+44',
    delivery_days: 5,
    shipping: 8,
    cities: [
      ['England', 'London'],
      ['England', 'Manchester'],
      ['England', 'Birmingham'],
      ['Scotland', 'Glasgow'],
      ['Wales', 'Cardiff'],
    ],
  },
  {
    name: 'Germany',
    share: 8,
    language: 'de',
    currency: 'EUR',
    dial: '+49',
    delivery_days: 6,
    shipping: 9,
    cities: [
      ['Berlin', 'Berlin'],
      ['Hamburg', 'Hamburg'],
      ['Bavaria', 'Munich'],
      ['Hesse', 'Frankfurt'],
    ],
  },
  {
    name: 'France',
    share: 7,
    language: 'fr',
    currency: 'EUR',
    dial: '+33',
    delivery_days: 6,
    shipping: 9,
    cities: [
      ['Île-de-France', 'Paris'],
      ['Auvergne-Rhône-Alpes', 'Lyon'],
      ['Provence-Alpes-Côte d’Azur', 'Marseille'],
      ['Occitania', 'Toulouse'],
    ],
  },
  {
    name: 'Canada',
    share: 6,
    language: 'en',
    currency: 'CAD',
    dial: '+1',
    delivery_days: 4,
    shipping: 7,
    cities: [
      ['Ontario', 'Toronto'],
      ['Quebec', 'Montreal'],
      ['British Columbia', 'Vancouver'],
      ['Alberta', 'Calgary'],
    ],
  },
  {
    name: 'Australia',
    share: 5,
    language: 'en',
    currency: 'AUD',
    dial: '+61',
    delivery_days: 9,
    shipping: 14,
    cities: [
      ['New South Wales', 'Sydney'],
      ['Victoria', 'Melbourne'],
      ['Queensland', 'Brisbane'],
      ['Western Australia', 'Perth'],
    ],
  },
  {
    name: 'Spain',
    share: 5,
    language: 'es',
    currency: 'EUR',
    dial: '+34',
    delivery_days: 6,
    shipping: 9,
    cities: [
      ['Community of Madrid', 'Madrid'],
      ['Catalonia', 'Barcelona'],
      ['Valencian Community', 'Valencia'],
      ['Andalusia', 'Seville'],
    ],
  },
  {
    name: 'Italy',
    share: 4,
    language: 'it',
    currency: 'EUR',
    dial: '+39',
    delivery_days: 7,
    shipping: 10,
    cities: [
      ['Lazio', 'Rome'],
      ['Lombardy', 'Milan'],
      ['Campania', 'Naples'],
      ['Piedmont', 'Turin'],
    ],
  },
  {
    name: 'Brazil',
    share: 4,
    language: 'pt',
    currency: 'BRL',
    dial: '+55',
    delivery_days: 10,
    shipping: 15,
    cities: [
      ['São Paulo', 'São Paulo'],
      ['Rio de Janeiro', 'Rio de Janeiro'],
      ['Minas Gerais', 'Belo Horizonte'],
    ],
  },
  {
    name: 'Mexico',
    share: 4,
    language: 'es',
    currency: 'MXN',
    dial: '+52',
    delivery_days: 7,
    shipping: 9,
    cities: [
      ['Mexico City', 'Mexico City'],
      ['Jalisco', 'Guadalajara'],
      ['Nuevo León', 'Monterrey'],
    ],
  },
  {
    name: 'Japan',
    share: 4,
    language: 'ja',
    currency: 'JPY',
    dial: '+81',
    delivery_days: 8,
    shipping: 13,
    cities: [
      ['Tokyo', 'Tokyo'],
      ['Osaka', 'Osaka'],
      ['Kanagawa', 'Yokohama'],
    ],
  },
  {
    name: 'India',
    share: 3,
    language: 'hi',
    currency: 'INR',
    dial: '+91',
    delivery_days: 9,
    shipping: 12,
    cities: [
      ['Maharashtra', 'Mumbai'],
      ['Delhi', 'New Delhi'],
      ['Karnataka', 'Bengaluru'],
    ],
  },
  {
    name: 'Netherlands',
    share: 3,
    language: 'nl',
    currency: 'EUR',
    dial: '+31',
    delivery_days: 5,
    shipping: 8,
    cities: [
      ['North Holland', 'Amsterdam'],
      ['South Holland', 'Rotterdam'],
      ['Utrecht', 'Utrecht'],
    ],
  },
]

export const bolivia: Country = {
  name: 'Bolivia',
  share: 1,
  language: 'es',
  currency: 'BOB',
  dial: '+591',
  delivery_days: 2,
  shipping: 15,
  cities: [
    ['La Paz', 'La Paz'],
    ['La Paz', 'El Alto'],
    ['Santa Cruz', 'Santa Cruz de la Sierra'],
    ['Cochabamba', 'Cochabamba'],
    ['Chuquisaca', 'Sucre'],
    ['Tarija', 'Tarija'],
  ],
}

export const chile: Country = {
  name: 'Chile',
  share: 1,
  language: 'es',
  currency: 'CLP',
  dial: '+56',
  delivery_days: 0,
  shipping: 0,
  cities: [
    ['Región Metropolitana', 'Providencia'],
    ['Región Metropolitana', 'Las Condes'],
    ['Región Metropolitana', 'Ñuñoa'],
    ['Región Metropolitana', 'Vitacura'],
    ['Región Metropolitana', 'Santiago'],
    ['Región Metropolitana', 'La Reina'],
    ['Valparaíso', 'Viña del Mar'],
  ],
}
