export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

/** A text in every language. `{name}` is filled in; `{count|one|many}` chooses by a number and shows it at `#`. */
export type Entry = Readonly<Record<Language, string>>
export type Dictionary = Readonly<Record<string, Entry>>
export type Values = Readonly<Record<string, string | number>>

/** Keeps the keys exact, so that `t('typo')` does not compile. */
export function dictionary<const Words extends Dictionary>(words: Words): Words {
  return words
}

const placeholder = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g

/** Fills a text: numbers are written by `formatNumber`, so that they follow the reader's locale. */
export function fill(text: string, values: Values, formatNumber: (value: number) => string): string {
  return text.replace(placeholder, (_, name: string, one?: string, many?: string) => {
    const value = values[name]
    const shown = typeof value === 'number' ? formatNumber(value) : (value ?? '')
    if (one === undefined || many === undefined) return shown
    return (value === 1 ? one : many).replace('#', shown)
  })
}
