import { useAnswer } from '../../hooks/use-answer.ts'
import { useColumns } from '../../hooks/use-columns.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ColumnPicker } from '../../parts/ColumnPicker.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { orderWords } from '../../words/order-words.ts'
import { pageWords } from '../../words/page-words.ts'
import { useOrderColumns } from './order-columns.tsx'

export function OrdersPage() {
  const t = useWords(orderWords)
  const page = useWords(pageWords)
  const format = useFormat()
  const { asked } = useFilter()
  const list = useList('-date')
  const columns = useOrderColumns()
  const choice = useColumns('orders', columns)
  const orders = useAnswer('orders', { ...asked, sort: list.sort, limit: list.limit, offset: list.offset })
  const { data } = orders
  return (
    <>
      <Toolbar end={<ColumnPicker columns={columns} {...choice} />}>
        <p className="figures">
          {data && t('sum', { orders: data.total_orders, revenue: format.moneyExact(data.total_revenue) })}
        </p>
      </Toolbar>
      <ListBody
        label={page('orders')}
        answer={orders}
        list={list}
        columns={choice.shown}
        rowKey={(row) => row.order_id}
        rowLink={(row) => ({ to: `/orders/${encodeURIComponent(row.order_id)}` })}
        empty={<EmptyState title={t('empty')} />}
      />
    </>
  )
}
