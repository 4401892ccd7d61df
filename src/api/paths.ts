/** `/customers/{id}` as the router writes it: `/customers/:id`. */
export function toRoute(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
