import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useWords } from '../../hooks/use-words.ts'
import { transactionWords } from '../../words/transaction-words.ts'

export type TransactionRow = Reply<'transactions'>['items'][number]

export const kindNames = ['sale', 'refund', 'shipping', 'fee', 'adjustment', 'free'] as const
export const stateNames = ['counted', 'open', 'cancelled'] as const

export function useTransactionColumns(): Column<TransactionRow>[] {
  const t = useWords(transactionWords)
  return useMemo(() => {
    const columns: Column<TransactionRow>[] = [
      { key: 'order_id', title: t('order'), kind: 'text', value: (row) => row.order_id },
      {
        key: 'transaction_id',
        title: t('transaction'),
        kind: 'text',
        value: (row) => row.transaction_id,
        hidden: true,
      },
      { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date, sort: 'date' },
      {
        key: 'product',
        title: t('product'),
        kind: 'text',
        value: (row) => row.product_name ?? row.product_id,
      },
      { key: 'category', title: t('category'), kind: 'text', value: (row) => row.category },
      {
        key: 'subcategory',
        title: t('subcategory'),
        kind: 'text',
        value: (row) => row.subcategory,
        hidden: true,
      },
      {
        key: 'customer',
        title: t('customer'),
        kind: 'text',
        value: (row) => row.customer_name ?? row.customer_id ?? t('guest'),
      },
      {
        key: 'segment',
        title: t('segment'),
        kind: 'text',
        value: (row) => row.customer_segment,
        hidden: true,
      },
      { key: 'country', title: t('country'), kind: 'text', value: (row) => row.country },
      { key: 'region', title: t('region'), kind: 'text', value: (row) => row.region, hidden: true },
      { key: 'city', title: t('city'), kind: 'text', value: (row) => row.city, hidden: true },
      { key: 'kind', title: t('kind'), kind: 'text', value: (row) => t(row.kind) },
      { key: 'state', title: t('state'), kind: 'text', value: (row) => t(row.state), hidden: true },
      { key: 'status', title: t('status'), kind: 'text', value: (row) => row.status, hidden: true },
      {
        key: 'quantity',
        title: t('quantity'),
        kind: 'number',
        value: (row) => row.quantity,
        sort: 'quantity',
      },
      {
        key: 'unit_price',
        title: t('unit_price'),
        kind: 'number',
        value: (row) => row.unit_price,
        sort: 'unit_price',
      },
      {
        key: 'discount',
        title: t('discount'),
        kind: 'number',
        value: (row) => row.discount_applied,
        hidden: true,
      },
      {
        key: 'total',
        title: t('total'),
        kind: 'money',
        value: (row) => row.total_amount,
        sort: 'total_amount',
      },
      { key: 'profit', title: t('profit'), kind: 'money', value: (row) => row.profit, sort: 'profit' },
      { key: 'payment', title: t('payment'), kind: 'text', value: (row) => row.payment_method, hidden: true },
      { key: 'device', title: t('device'), kind: 'text', value: (row) => row.device_type, hidden: true },
      { key: 'source', title: t('source'), kind: 'text', value: (row) => row.traffic_source, hidden: true },
      {
        key: 'shipping_cost',
        title: t('shipping_cost'),
        kind: 'number',
        value: (row) => row.shipping_cost,
        hidden: true,
      },
      {
        key: 'delivery',
        title: t('delivery'),
        kind: 'number',
        value: (row) => row.delivery_time,
        hidden: true,
      },
      { key: 'currency', title: t('currency'), kind: 'text', value: (row) => row.currency, hidden: true },
      { key: 'rate', title: t('rate'), kind: 'number', value: (row) => row.exchange_rate, hidden: true },
      { key: 'usd', title: t('usd'), kind: 'number', value: (row) => row.total_amount_usd, hidden: true },
    ]
    return columns
  }, [t])
}
