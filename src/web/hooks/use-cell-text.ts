import type { CellKind, CellValue } from './column.ts'
import type { Formats } from './formats.ts'
import { useFormat } from './use-format.ts'

const unknown = '–'

export function cellText(format: Formats, kind: CellKind, value: CellValue): string {
  if (value === null || value === undefined || value === '') return unknown
  if (typeof value === 'string') {
    if (kind === 'day') return format.dayWithYear(value)
    return kind === 'moment' ? format.moment(value) : value
  }
  if (kind === 'money') return format.money(value)
  if (kind === 'percent') return format.percent(value)
  if (kind === 'change') return format.change(value)
  return format.number(value, Number.isInteger(value) ? 0 : 2)
}

export function useCellText(): (kind: CellKind, value: CellValue) => string {
  const format = useFormat()
  return (kind, value) => cellText(format, kind, value)
}
