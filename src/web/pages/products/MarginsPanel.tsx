import { BarChart } from '../../charts/BarChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { productWords } from '../../words/product-words.ts'

const mostBars = 10

export function MarginsPanel({ className }: { className?: string }) {
  const t = useWords(productWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const categories = useAnswer('categories', asked)
  const withProfit = categories.data?.items.filter(({ profit }) => profit !== null) ?? []
  return (
    <Panel
      className={className}
      title={t('margins')}
      definition={t('margins_about')}
      answer={categories}
      height={mostBars * 38}
      isEmpty={() => withProfit.length === 0}
      emptyText={t('no_costs')}
      onOrders={() => drill()}
      table={() =>
        tableOf(
          [
            {
              key: 'category',
              title: t('category'),
              kind: 'text',
              value: (row) => row.category ?? t('unknown'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
            { key: 'profit', title: t('profit'), kind: 'money', value: (row) => row.profit },
            { key: 'margin', title: t('margin'), kind: 'percent', value: (row) => row.margin },
            { key: 'change', title: t('change'), kind: 'change', value: (row) => row.change },
          ],
          withProfit,
        )
      }
    >
      {() => (
        <BarChart
          name={t('profit')}
          bars={[...withProfit]
            .sort((a, b) => (b.profit ?? 0) - (a.profit ?? 0))
            .slice(0, mostBars)
            .map((item) => ({
              key: item.category ?? '',
              name: item.category ?? t('unknown'),
              value: item.profit ?? 0,
              aside: item.margin === null ? '' : format.percent(item.margin),
            }))}
          show={format.moneyCompact}
          onPick={({ key }) => key !== '' && drill({ category: [key] })}
        />
      )}
    </Panel>
  )
}
