/** Text looked for anywhere, for ILIKE … ESCAPE '~': what the text holds of % and _ means itself. */
export function searchPattern(text: string): string {
  return `%${text.trim().replaceAll(/[~%_]/g, (sign) => `~${sign}`)}%`
}
