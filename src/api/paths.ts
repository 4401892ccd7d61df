/** `/customers/{id}` as the router writes it: `/customers/:id`. */
export function toRoute(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** The address of the API and the other that means the same: with its version at the end and without. */
export function apiBases(prefix: string): [main: string, alias: string] {
  return [prefix, prefix.endsWith('/v1') ? prefix.slice(0, -3) : `${prefix}/v1`]
}
