import { Badge } from '@mantine/core'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useWords } from '../../hooks/use-words.ts'
import { orderWords } from '../../words/order-words.ts'

export type OrderRow = Reply<'orders'>['items'][number]

export function useOrderColumns(): Column<OrderRow>[] {
  const t = useWords(orderWords)
  return useMemo(
    () => [
      {
        key: 'order_id',
        title: t('order'),
        kind: 'text',
        value: (row) => row.order_id,
        show: (row) =>
          row.is_order ? (
            row.order_id
          ) : (
            <>
              {row.order_id}{' '}
              <Badge size="xs" color="gray">
                {t('credit')}
              </Badge>
            </>
          ),
      },
      { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date, sort: 'date' },
      {
        key: 'customer',
        title: t('customer'),
        kind: 'text',
        value: (row) => row.customer_name ?? row.customer_id ?? t('guest'),
      },
      { key: 'country', title: t('country'), kind: 'text', value: (row) => row.country },
      { key: 'city', title: t('city'), kind: 'text', value: (row) => row.city, hidden: true },
      { key: 'status', title: t('status'), kind: 'text', value: (row) => row.status },
      { key: 'payment', title: t('payment'), kind: 'text', value: (row) => row.payment_method, hidden: true },
      { key: 'device', title: t('device'), kind: 'text', value: (row) => row.device_type, hidden: true },
      { key: 'source', title: t('source'), kind: 'text', value: (row) => row.traffic_source, hidden: true },
      {
        key: 'lines',
        title: t('lines'),
        kind: 'number',
        value: (row) => row.lines,
        sort: 'lines',
        hidden: true,
      },
      { key: 'units', title: t('units'), kind: 'number', value: (row) => row.units, sort: 'units' },
      {
        key: 'revenue',
        title: t('revenue'),
        kind: 'money',
        value: (row) => row.revenue,
        sort: 'revenue',
        bar: true,
      },
    ],
    [t],
  )
}
