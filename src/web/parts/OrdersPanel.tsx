import { useState } from 'react'
import type { ViewFilter } from '../hooks/filter.ts'
import { useAnswer } from '../hooks/use-answer.ts'
import { useFilter } from '../hooks/use-filter.ts'
import { useOrderColumns } from '../pages/orders/order-columns.tsx'
import { DataTable } from './DataTable.tsx'
import { Panel } from './Panel.tsx'
import { TableFoot } from './TableFoot.tsx'

type Props = { title: string; of: ViewFilter; without?: readonly string[]; className?: string }

/** The orders of one customer or product in the page's period. */
export function OrdersPanel({ title, of, without = [], className }: Props) {
  const { asked } = useFilter()
  const [sort, setSort] = useState('-date')
  const [page, setPage] = useState({ limit: 50, offset: 0 })
  const orders = useAnswer('orders', { ...asked, ...of, sort, ...page })
  const columns = useOrderColumns().filter(({ key, hidden }) => !hidden && !without.includes(key))
  return (
    <Panel
      className={className}
      title={title}
      answer={orders}
      height="auto"
      isEmpty={({ total }) => total === 0}
    >
      {(data) => (
        <>
          <DataTable
            label={title}
            columns={columns}
            rows={data.items}
            rowKey={(row) => row.order_id}
            rowLink={(row) => ({ to: `/orders/${encodeURIComponent(row.order_id)}` })}
            sort={sort}
            onSort={setSort}
            maxHeight="400px"
          />
          {data.total > page.limit && (
            <TableFoot
              list={{
                ...page,
                setPage: (offset) => setPage({ ...page, offset }),
                setSize: (limit) => setPage({ limit, offset: 0 }),
              }}
              total={data.total}
            />
          )}
        </>
      )}
    </Panel>
  )
}
