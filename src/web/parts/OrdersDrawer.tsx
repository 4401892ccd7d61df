import { Button, Drawer } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { askedFilter, chipsOf, readFilter } from '../hooks/filter.ts'
import { parseSearch, textOf } from '../hooks/search.ts'
import { useAnswer } from '../hooks/use-answer.ts'
import { searchOf, useSearchChange, useSearchValues } from '../hooks/use-filter.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { useOrderColumns } from '../pages/orders/order-columns.tsx'
import { orderWords } from '../words/order-words.ts'
import { DataTable } from './DataTable.tsx'
import { EmptyState } from './EmptyState.tsx'
import { PanelError } from './PanelError.tsx'
import { TableFoot } from './TableFoot.tsx'
import classes from './OrdersDrawer.module.css'

/** The orders behind whatever figure was opened, over the page it stands on; going back closes it. */
export function OrdersDrawer() {
  const t = useWords(orderWords)
  const format = useFormat()
  const change = useSearchChange()
  const text = textOf(useSearchValues().orders_of) ?? ''
  const view = useMemo(() => readFilter(parseSearch(text)), [text])
  const [sort, setSort] = useState('-date')
  const [page, setPage] = useState({ limit: 50, offset: 0 })
  const orders = useAnswer('orders', { ...askedFilter(view), sort, ...page })
  const columns = useOrderColumns().filter(({ hidden }) => !hidden)
  const close = () => change({ orders_of: undefined })
  const data = orders.data
  const narrowedTo = chipsOf(view)
    .map(({ value }) => value)
    .filter(Boolean)

  return (
    <Drawer
      opened
      onClose={close}
      size={860}
      title={t('behind')}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      <div className={classes.head}>
        <p className={classes.sum}>
          {data && t('sum', { orders: data.total_orders, revenue: format.moneyExact(data.total_revenue) })}
          {narrowedTo.length > 0 && <span className="quiet"> · {narrowedTo.join(', ')}</span>}
        </p>
        <Button component={Link} to="/orders" search={searchOf(view) as never} variant="default">
          {t('open_page')}
        </Button>
      </div>
      {orders.isError && !data ? (
        <PanelError error={orders.error} onRetry={() => void orders.refetch()} />
      ) : data?.items.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <>
          <DataTable
            label={t('behind')}
            columns={columns}
            rows={data?.items ?? []}
            rowKey={(row) => row.order_id}
            rowLink={(row) => ({ to: `/orders/${encodeURIComponent(row.order_id)}` })}
            sort={sort}
            onSort={(next) => {
              setSort(next)
              setPage({ ...page, offset: 0 })
            }}
            loading={!data}
            stale={orders.isPlaceholderData}
            maxHeight="calc(100dvh - 190px)"
          />
          <TableFoot
            list={{
              ...page,
              setPage: (offset) => setPage({ ...page, offset }),
              setSize: (limit) => setPage({ limit, offset: 0 }),
            }}
            total={data?.total}
          />
        </>
      )}
    </Drawer>
  )
}
