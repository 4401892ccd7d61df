import { UnstyledButton } from '@mantine/core'
import { isFigure } from '../hooks/column.ts'
import type { Column } from '../hooks/column.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconSortAscending, IconSortDescending } from './icons.ts'
import classes from './DataTable.module.css'

type Props<Row> = {
  columns: readonly Column<Row>[]
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
  actions: boolean
}

export function DataTableHead<Row>({ columns, sort, onSort, actions }: Props<Row>) {
  const t = useWords(panelWords)
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const up = sort !== undefined && sort === column.sort
          const down = sort !== undefined && sort === `-${column.sort}`
          const Arrow = up ? IconSortAscending : IconSortDescending
          // figures are first wanted from the largest, names from A
          const first = isFigure(column.kind) || column.kind === 'day' || column.kind === 'moment'
          const next = up ? `-${column.sort}` : down ? column.sort! : first ? `-${column.sort}` : column.sort!
          return (
            <th
              key={column.key}
              scope="col"
              style={{ minWidth: column.width }}
              data-figure={isFigure(column.kind) || undefined}
              data-sorted={up || down || undefined}
              aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
            >
              {column.sort && onSort ? (
                <UnstyledButton className={classes.sorter ?? ''} onClick={() => onSort(next)}>
                  {column.title}
                  {(up || down) && <Arrow size={13} aria-label={t(up ? 'sorted_up' : 'sorted_down')} />}
                </UnstyledButton>
              ) : (
                column.title
              )}
            </th>
          )
        })}
        {actions && (
          <th>
            <span className="seen-by-readers-only">{t('more')}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}
