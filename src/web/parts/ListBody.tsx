import type { ReactNode } from 'react'
import type { Column } from '../hooks/column.ts'
import type { Asked } from '../hooks/use-answer.ts'
import type { ListState } from '../hooks/use-list.ts'
import { DataTable } from './DataTable.tsx'
import type { RowLink } from './DataTable.tsx'
import { PanelError } from './PanelError.tsx'
import { TableFoot } from './TableFoot.tsx'

type Props<Row> = {
  label: string
  answer: Asked<{ items: Row[]; total: number }>
  list: ListState
  columns: readonly Column<Row>[]
  rowKey: (row: Row, index: number) => string
  rowLink?: (row: Row) => RowLink | null
  rowActions?: (row: Row) => ReactNode
  /** shown instead of the table where nothing is found */
  empty: ReactNode
  maxHeight?: string
}

/** A paged list in all its states. */
export function ListBody<Row>({ answer, list, empty, ...table }: Props<Row>) {
  const { data } = answer
  if (!data && answer.isError)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  if (data && data.total === 0) return empty
  return (
    <>
      <DataTable
        {...table}
        rows={data?.items ?? []}
        sort={list.sort}
        onSort={list.setSort}
        loading={!data}
        stale={answer.isPlaceholderData}
      />
      <TableFoot list={list} total={data?.total} />
    </>
  )
}
