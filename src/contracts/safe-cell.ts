/**
 * Spreadsheets run text that begins like a formula. Exports put an apostrophe before such text, never before a number,
 * and imports take it away again.
 */
const formulaStart = /^[=+\-@\t\r]/
const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

/**
 * A cell as it may be written into CSV or a workbook: text that begins with = + - @ tab or return, unless it is a
 * number, gets an apostrophe in front. So does text that already looks guarded, so that the way back is exact.
 *
 * @example
 * safeCell('=1+1') // "'=1+1"
 * safeCell(-5) // -5
 */
export function safeCell<T>(cell: T): T | string {
  if (typeof cell !== 'string') return cell
  if (isGuarded(cell)) return `'${cell}`
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell
}

/** What `safeCell` was given. */
export function plainCell(cell: string): string {
  return isGuarded(cell) ? cell.slice(1) : cell
}

function isGuarded(cell: string): boolean {
  return /^'+[=+\-@\t\r]/.test(cell)
}
