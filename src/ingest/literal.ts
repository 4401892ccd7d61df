/** A text as an SQL literal, for places where the engine takes no bound value: options of table functions, stored choices. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
