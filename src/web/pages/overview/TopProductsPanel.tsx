import { useNavigate } from '@tanstack/react-router'
import { BarChart } from '../../charts/BarChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'

const mostBars = 8

export function TopProductsPanel({ className }: { className?: string }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const navigate = useNavigate()
  const { asked, kept } = useFilter()
  const products = useAnswer('top-products', { ...asked, limit: 10 })
  return (
    <Panel
      className={className}
      title={t('top_products')}
      definition={t('top_products_about')}
      answer={products}
      height={mostBars * 38}
      isEmpty={(data) => data.items.length === 0}
      onOrders={() => drill()}
      table={(data) =>
        tableOf(
          [
            {
              key: 'product',
              title: t('product'),
              kind: 'text',
              value: (item) => item.product_name ?? item.product_id,
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
            { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
          ],
          data.items,
        )
      }
    >
      {(data) => (
        <BarChart
          name={t('revenue')}
          bars={data.items.slice(0, mostBars).map((item) => ({
            key: item.product_id,
            name: item.product_name ?? item.product_id,
            value: item.revenue,
          }))}
          show={format.moneyCompact}
          onPick={({ key }) => void navigate({ to: `/products/${encodeURIComponent(key)}`, search: kept })}
        />
      )}
    </Panel>
  )
}
