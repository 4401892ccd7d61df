import { SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { productWords } from '../../words/product-words.ts'

type Top = Reply<'top-products'>['items'][number]

const metrics = ['revenue', 'orders', 'margin'] as const
const metricWords = { revenue: 'revenue', orders: 'orders', margin: 'profit' } as const

export function TopPanel({ className }: { className?: string }) {
  const t = useWords(productWords)
  const drill = useDrill()
  const navigate = useNavigate()
  const { asked, kept } = useFilter()
  const [metric, setMetric] = useChoice('metric', metrics, 'revenue')
  const top = useAnswer('top-products', { ...asked, metric, limit: 20 })
  const columns = useMemo<Column<Top>[]>(
    () => [
      {
        key: 'product',
        title: t('product'),
        kind: 'text',
        value: (item) => item.product_name ?? item.product_id,
      },
      { key: 'rank', title: t('rank'), kind: 'number', value: (item) => item.rank },
      { key: 'category', title: t('category'), kind: 'text', value: (item) => item.category },
      {
        key: 'orders',
        title: t('orders'),
        kind: 'number',
        value: (item) => item.orders,
        bar: metric === 'orders',
      },
      { key: 'units', title: t('units'), kind: 'number', value: (item) => item.units },
      {
        key: 'revenue',
        title: t('revenue'),
        kind: 'money',
        value: (item) => item.revenue,
        bar: metric === 'revenue',
      },
      { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
      {
        key: 'profit',
        title: t('profit'),
        kind: 'money',
        value: (item) => item.margin,
        bar: metric === 'margin',
      },
      { key: 'rate', title: t('margin_rate'), kind: 'percent', value: (item) => item.margin_rate },
    ],
    [t, metric],
  )
  return (
    <Panel
      className={className}
      title={t('top')}
      definition={t('top_about')}
      answer={top}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      onOrders={() => drill()}
      controls={
        <SegmentedControl
          aria-label={t('by_metric')}
          value={metric}
          onChange={setMetric}
          data={metrics.map((one) => ({ value: one, label: t(metricWords[one]) }))}
        />
      }
      table={({ items }) => tableOf(columns, items)}
    >
      {({ items }) => (
        <CompactTable
          label={t('top')}
          columns={columns}
          rows={items}
          rowKey={(item) => item.product_id}
          onOpen={(item) =>
            void navigate({ to: `/products/${encodeURIComponent(item.product_id)}`, search: kept })
          }
        />
      )}
    </Panel>
  )
}
