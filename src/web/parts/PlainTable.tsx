import { ScrollArea } from '@mantine/core'
import { isFigure } from '../hooks/column.ts'
import type { Column } from '../hooks/column.ts'
import { useCellText } from '../hooks/use-cell-text.ts'
import classes from './PlainTable.module.css'

type Props = { columns: Column<never>[]; rows: readonly unknown[]; label: string }

/** The table of a panel: all its rows, in the order the chart has them. */
export function PlainTable({ columns, rows, label }: Props) {
  const text = useCellText()
  const typed = columns as unknown as Column<unknown>[]
  return (
    <ScrollArea h="100%" type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
      <table className={classes.table}>
        <thead>
          <tr>
            {typed.map((column) => (
              <th key={column.key} data-figure={isFigure(column.kind) || undefined} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {typed.map((column) => (
                <td key={column.key} data-figure={isFigure(column.kind) || undefined}>
                  {column.show ? column.show(row) : text(column.kind, column.value(row))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
