import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' }

countries.registerLocale(english)
countries.registerLocale(spanish)

// names that shops write and the standard does not
const aliases: Record<string, string> = {
  usa: 'US',
  'united states of america': 'US',
  'estados unidos': 'US',
  'ee. uu.': 'US',
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  eire: 'IE',
  rsa: 'ZA',
  korea: 'KR',
  'south korea': 'KR',
  russia: 'RU',
  uae: 'AE',
  'czech republic': 'CZ',
  holland: 'NL',
  'channel islands': 'JE',
}

/** The two-letter code (ISO 3166-1) of a country as a shop writes it: a name in English or Spanish, or a code. */
export function countryCode(country: string): string | null {
  const name = country.trim()
  const upper = name.toUpperCase()
  const alias = aliases[name.toLowerCase()]
  if (alias !== undefined) return alias
  if (upper.length === 2 && countries.isValid(upper)) return upper
  if (upper.length === 3) {
    const fromThree = countries.alpha3ToAlpha2(upper)
    if (fromThree !== undefined) return fromThree
  }
  return countries.getAlpha2Code(name, 'en') ?? countries.getAlpha2Code(name, 'es') ?? null
}
