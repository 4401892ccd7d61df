import type { ReactNode } from 'react'

export type CellKind = 'text' | 'money' | 'number' | 'percent' | 'change' | 'day' | 'moment'
export type CellValue = string | number | null | undefined

/** One column: what it holds, and how that is shown. Numbers stand right; unknown is a dash. */
export type Column<Row> = {
  key: string
  title: string
  kind: CellKind
  value: (row: Row) => CellValue
  /** where it is shown otherwise than its kind says */
  show?: (row: Row) => ReactNode
  /** a bar behind the figure, where comparing matters */
  bar?: boolean
  /** the name the server sorts by; without it the column cannot be sorted in a paged table */
  sort?: string
  width?: number
  /** left out until the reader chooses it */
  hidden?: boolean
}

export const isFigure = (kind: CellKind): boolean => kind !== 'text' && kind !== 'day' && kind !== 'moment'
