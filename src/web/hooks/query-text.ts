export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined | null

/** `country=US&country=UK`: the same in our addresses and in what we ask of the server. */
export function queryText(query: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null && one !== '')
      .map((one): [string, string] => [name, String(one)]),
  )
  return new URLSearchParams(pairs).toString()
}
