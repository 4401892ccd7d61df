import { queryText } from './query-text.ts'

/** What the address holds: each name once or several times, always text. */
export type SearchValues = Record<string, string | string[] | undefined>

/** `?country=US&country=UK` and nothing cleverer, so that an address can be read and written by hand. */
export function parseSearch(text: string): SearchValues {
  const values: SearchValues = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const known = values[name]
    values[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]
  }
  return values
}

export function writeSearch(values: Record<string, unknown>): string {
  const text = queryText(values as SearchValues)
  return text === '' ? '' : `?${text}`
}

export function oneOf<const Allowed extends readonly string[]>(
  value: SearchValues[string],
  allowed: Allowed,
): Allowed[number] | undefined {
  return allowed.find((word) => word === value)
}

export function textsOf(value: SearchValues[string]): string[] {
  if (value === undefined || value === '') return []
  return Array.isArray(value) ? value : [value]
}

export function textOf(value: SearchValues[string]): string | undefined {
  return textsOf(value)[0]
}

export function amountOf(value: SearchValues[string]): number | undefined {
  const number = Number(textOf(value) ?? Number.NaN)
  return Number.isFinite(number) && number >= 0 ? number : undefined
}

export function dayOf(value: SearchValues[string]): string | undefined {
  const text = textOf(value)
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}
