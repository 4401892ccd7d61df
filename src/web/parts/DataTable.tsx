import { Skeleton } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { isFigure } from '../hooks/column.ts'
import type { Column } from '../hooks/column.ts'
import type { SearchValues } from '../hooks/search.ts'
import { useCellText } from '../hooks/use-cell-text.ts'
import { DataTableHead } from './DataTableHead.tsx'
import classes from './DataTable.module.css'

export type RowLink = { to: string; search?: SearchValues }

type Props<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  /** where the whole row leads */
  rowLink?: (row: Row) => RowLink | null
  /** what the end of each row offers */
  rowActions?: (row: Row) => ReactNode
  sort?: string | undefined
  onSort?: ((sort: string) => void) | undefined
  loading?: boolean
  stale?: boolean
  /** how high it may become before it scrolls inside itself */
  maxHeight?: string
}

const rowHeight = 36
const aFew = [1, 2, 3, 4, 5, 6, 7, 8]

/** Rows of one height of which only those in sight exist; the head and the first column stay. */
export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, sort, loading = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const seen = virtual.getVirtualItems()
  const above = seen[0]?.start ?? 0
  const below = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0)
  const largest = new Map(
    columns
      .filter(({ bar }) => bar)
      .map(({ key, value }) => [key, Math.max(0, ...rows.map((row) => Number(value(row) ?? 0)))]),
  )
  const wide = columns.length + (props.rowActions ? 1 : 0)

  return (
    <div
      ref={scroller}
      className={classes.scroll}
      style={{ maxHeight: props.maxHeight ?? 'max(320px, calc(100dvh - 236px))' }}
      data-stale={props.stale || undefined}
      tabIndex={0}
      onKeyDown={moveAmongRows}
    >
      <table
        className={classes.table}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-busy={loading}
      >
        <DataTableHead
          columns={columns}
          sort={sort}
          onSort={props.onSort}
          actions={props.rowActions !== undefined}
        />
        <tbody>
          {loading &&
            aFew.map((row) => (
              <tr key={row}>
                {columns.map(({ key }) => (
                  <td key={key}>
                    <Skeleton height={12} />
                  </td>
                ))}
              </tr>
            ))}
          {above > 0 && <Spacer height={above} columns={wide} />}
          {seen.map(({ index }) => {
            const row = rows[index]
            return (
              <DataRow key={props.rowKey(row, index)} {...props} row={row} index={index} largest={largest} />
            )
          })}
          {below > 0 && <Spacer height={below} columns={wide} />}
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} className={classes.spacer} />
    </tr>
  )
}

type RowProps<Row> = Props<Row> & { row: Row; index: number; largest: ReadonlyMap<string, number> }

function DataRow<Row>({ row, index, columns, sort, rowLink, rowActions, largest }: RowProps<Row>) {
  const text = useCellText()
  const navigate = useNavigate()
  const link = rowLink?.(row)
  const sorted = sort?.replace('-', '')

  const open = (event: MouseEvent) => {
    // links and buttons inside the row act for themselves, and marking text is no click
    if (!link || (event.target as Element).closest('a, button, input, label')) return
    if (getSelection()?.toString()) return
    void navigate({ to: link.to, search: link.search ?? {} })
  }

  return (
    <tr aria-rowindex={index + 2} className={classes.row} data-open={link ? true : undefined} onClick={open}>
      {columns.map((column, place) => {
        const value = column.value(row)
        const shown = column.show ? column.show(row) : text(column.kind, value)
        const width = column.bar ? Math.max(0, Number(value ?? 0)) / (largest.get(column.key) || 1) : 0
        return (
          <td
            key={column.key}
            data-figure={isFigure(column.kind) || undefined}
            data-sorted={(sorted !== undefined && column.sort === sorted) || undefined}
            title={typeof shown === 'string' && shown.length > 24 ? shown : undefined}
          >
            {column.bar && <span className={classes.bar} style={{ width: `${width * 100}%` }} />}
            {place === 0 && link ? (
              <Link to={link.to} search={link.search ?? {}} className={classes.link ?? ''} data-row-link>
                {shown}
              </Link>
            ) : (
              <span className={classes.value}>{shown}</span>
            )}
          </td>
        )
      })}
      {rowActions && <td className={classes.actions}>{rowActions(row)}</td>}
    </tr>
  )
}

/** Up and down move between the rows, so that Enter opens the next one. */
function moveAmongRows(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const here = document.activeElement
  if (step === undefined || !here?.hasAttribute('data-row-link')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
  const next = links[links.indexOf(here as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
