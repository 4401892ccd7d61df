import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../hooks/page-head.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { usePageId } from '../../hooks/use-page-id.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { RecordDetails } from '../../parts/RecordDetails.tsx'
import { orderWords } from '../../words/order-words.ts'
import { useTransactionColumns } from '../transactions/transaction-columns.tsx'

const lineColumns = new Set([
  'product',
  'category',
  'kind',
  'quantity',
  'unit_price',
  'discount',
  'total',
  'profit',
])

/** One order: who, when, how, and its lines. */
export function OrderPage() {
  const t = useWords(orderWords)
  const format = useFormat()
  const id = usePageId()
  const answer = useAnswer('transactions', { period: 'all_time', search: id, limit: 1000 }, { forget: true })
  const columns = useTransactionColumns().filter(({ key }) => lineColumns.has(key))
  usePageTitle(`${t('order')} ${id}`)

  if (answer.isError && !answer.data)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <PageSkeleton />
  const lines = answer.data.items.filter(({ order_id }) => order_id === id)
  const [first] = lines
  if (!first) return <EmptyState title={t('not_found')} />
  const total = lines.reduce((sum, line) => sum + line.total_amount, 0)
  const link = (to: string, id: string, name: string) => (
    <Link to={`${to}/${encodeURIComponent(id)}`} style={{ color: 'var(--accent)' }}>
      {name}
    </Link>
  )
  const details = [
    { key: 'order', label: t('order'), value: <span>{id} <CopyButton value={id} /></span> }, // prettier-ignore
    { key: 'date', label: t('date'), value: format.moment(first.ordered_at) },
    {
      key: 'customer',
      label: t('customer'),
      value:
        first.customer_id === null
          ? t('guest')
          : link('/customers', first.customer_id, first.customer_name ?? first.customer_id),
    },
    { key: 'status', label: t('status'), value: first.status },
    { key: 'total', label: t('total'), value: format.moneyExact(total) },
    { key: 'country', label: t('country'), value: [first.city, first.country].filter(Boolean).join(', ') },
    { key: 'payment', label: t('payment'), value: first.payment_method },
    { key: 'device', label: t('device'), value: first.device_type },
    { key: 'source', label: t('source'), value: first.traffic_source },
  ]
  return (
    <Grid>
      <RecordDetails className="span-4" title={t('order')} details={details} edited={[]} />
      <section className="span-8">
        <DataTable
          label={t('lines')}
          columns={[...columns].sort((a, b) => Number(b.key === 'product') - Number(a.key === 'product'))}
          rows={lines}
          rowKey={(row, index) => `${row.transaction_id} ${index}`}
          rowLink={(row) =>
            row.product_id === null ? null : { to: `/products/${encodeURIComponent(row.product_id)}` }
          }
        />
      </section>
    </Grid>
  )
}
