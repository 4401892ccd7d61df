/**
 * Spreadsheets run text that begins like a formula, and take the plus off a phone number. Exports put an apostrophe
 * before such text, never before a number, and imports take it away again.
 */
const formulaStart = /^[=+\-@\t\r]/

/**
 * A cell as it may be written into CSV or a workbook: text that begins with = + - @ tab or return gets an apostrophe in
 * front, numbers do not. So does text that already looks guarded, so that the way back is exact.
 *
 * @example
 * safeCell('=1+1') // "'=1+1"
 * safeCell(-5) // -5
 */
export function safeCell<T>(cell: T): T | string {
  if (typeof cell !== 'string') return cell
  return isGuarded(cell) || formulaStart.test(cell) ? `'${cell}` : cell
}

/** What `safeCell` was given. */
export function plainCell(cell: string): string {
  return isGuarded(cell) ? cell.slice(1) : cell
}

function isGuarded(cell: string): boolean {
  return /^'+[=+\-@\t\r]/.test(cell)
}
