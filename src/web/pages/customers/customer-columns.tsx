import { Badge } from '@mantine/core'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useWords } from '../../hooks/use-words.ts'
import { customerWords } from '../../words/customer-words.ts'
import { recordWords } from '../../words/record-words.ts'
import { useSegmentName } from './segment-name.ts'

export type CustomerRow = Reply<'customers'>['items'][number]

export function useCustomerColumns(): Column<CustomerRow>[] {
  const t = useWords(customerWords)
  const record = useWords(recordWords)
  const segmentName = useSegmentName()
  return useMemo(() => {
    const nameOf = (row: CustomerRow) => row.name ?? row.customer_id
    const columns: Column<CustomerRow>[] = [
      {
        key: 'name',
        title: t('customer'),
        kind: 'text',
        value: nameOf,
        show: (row) =>
          row.archived_at === null ? (
            nameOf(row)
          ) : (
            <>
              {nameOf(row)}{' '}
              <Badge size="xs" color="gray">
                {record('archived')}
              </Badge>
            </>
          ),
        sort: 'name',
      },
      {
        key: 'segment',
        title: t('segment'),
        kind: 'text',
        value: (row) => row.rfm_segment && segmentName(row.rfm_segment),
        sort: 'rfm_segment',
      },
      {
        key: 'revenue',
        title: t('lifetime_value'),
        kind: 'money',
        value: (row) => row.lifetime_value,
        sort: 'lifetime_value',
        bar: true,
      },
      {
        key: 'orders',
        title: t('total_orders'),
        kind: 'number',
        value: (row) => row.total_orders,
        sort: 'total_orders',
      },
      {
        key: 'aov',
        title: t('avg_order_value'),
        kind: 'money',
        value: (row) => row.avg_order_value,
        sort: 'avg_order_value',
      },
      {
        key: 'last',
        title: t('last_purchase_date'),
        kind: 'day',
        value: (row) => row.last_purchase_date,
        sort: 'last_purchase_date',
      },
      { key: 'country', title: t('country'), kind: 'text', value: (row) => row.country, sort: 'country' },
      {
        key: 'category',
        title: t('preferred_category'),
        kind: 'text',
        value: (row) => row.preferred_category,
      },
      { key: 'email', title: t('email'), kind: 'text', value: (row) => row.email },
      { key: 'phone', title: t('phone'), kind: 'text', value: (row) => row.phone, hidden: true },
      { key: 'city', title: t('city'), kind: 'text', value: (row) => row.city, hidden: true },
      {
        key: 'customer_id',
        title: t('customer_id'),
        kind: 'text',
        value: (row) => row.customer_id,
        hidden: true,
      },
      {
        key: 'since',
        title: t('registration_date'),
        kind: 'day',
        value: (row) => row.registration_date,
        sort: 'registration_date',
        hidden: true,
      },
    ]
    return columns
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [t, record])
}
