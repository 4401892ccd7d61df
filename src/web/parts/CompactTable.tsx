import { UnstyledButton } from '@mantine/core'
import { isFigure } from '../hooks/column.ts'
import type { Column } from '../hooks/column.ts'
import { useCellText } from '../hooks/use-cell-text.ts'
import classes from './CompactTable.module.css'

type Props<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: ((row: Row) => void) | undefined
}

/** The first rows of a ranking, beside or under a chart: all of it in sight, nothing to scroll. */
export function CompactTable<Row>({ label, columns, rows, rowKey, onOpen }: Props<Row>) {
  const text = useCellText()
  const most = (column: Column<Row>) => Math.max(0, ...rows.map((row) => Number(column.value(row) ?? 0))) || 1
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-figure={isFigure(column.kind) || undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-open={onOpen ? true : undefined}
              onClick={onOpen && (() => onOpen(row))}
            >
              {columns.map((column, place) => {
                const shown = column.show ? column.show(row) : text(column.kind, column.value(row))
                return (
                  <td key={column.key} data-figure={isFigure(column.kind) || undefined}>
                    {column.bar && (
                      <span
                        className={classes.bar}
                        style={{
                          width: `${(Math.max(0, Number(column.value(row) ?? 0)) / most(column)) * 100}%`,
                        }}
                      />
                    )}
                    {place === 0 && onOpen ? (
                      <UnstyledButton
                        className={classes.open ?? ''}
                        title={typeof shown === 'string' ? shown : undefined}
                        onClick={(event) => {
                          event.stopPropagation()
                          onOpen(row)
                        }}
                      >
                        {shown}
                      </UnstyledButton>
                    ) : (
                      <span className={classes.value}>{shown}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
