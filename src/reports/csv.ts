import { safeCell } from '../contracts/safe-cell.ts'

/** One line of a CSV file by RFC 4180, ended. Numbers stay numbers; text that a spreadsheet would run is made harmless. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`
}

/** A cell: null is empty, lists and objects are JSON. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  const text = safeCell(typeof value === 'string' ? value : JSON.stringify(value))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
