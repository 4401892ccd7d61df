import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { demandWords } from '../../words/demand-words.ts'
import { panelWords } from '../../words/panel-words.ts'

const mostBars = 5

/** Which categories the demand falls on; a click narrows the page to one. */
export function DemandCategories({
  answer,
  className,
}: {
  answer: Asked<Reply<'demand-forecast'>>
  className?: string
}) {
  const t = useWords(demandWords)
  const panel = useWords(panelWords)
  const format = useFormat()
  const { change } = useFilter()
  return (
    <Panel
      className={className}
      title={t('by_category')}
      definition={t('by_category_about')}
      answer={answer}
      height="auto"
      isEmpty={({ categories }) => categories.length === 0}
      emptyText={t('empty')}
      table={({ categories }) =>
        tableOf(
          [
            { key: 'name', title: t('category'), kind: 'text', value: (row) => row.category },
            { key: 'products', title: t('product'), kind: 'number', value: (row) => row.products },
            { key: 'forecast_30', title: t('next_30'), kind: 'number', value: (row) => row.forecast_30 },
            { key: 'forecast_60', title: t('next_60'), kind: 'number', value: (row) => row.forecast_60 },
            { key: 'forecast_90', title: t('next_90'), kind: 'number', value: (row) => row.forecast_90 },
          ],
          categories,
        )
      }
    >
      {({ categories }) => (
        <BarChart
          name={t('next_90')}
          rowHeight={34}
          bars={[
            ...categories.slice(0, mostBars).map(({ category, forecast_90, products }) => ({
              key: category ?? '',
              name: category ?? panel('unknown'),
              value: forecast_90,
              aside: t('products', { count: products }),
            })),
            ...othersOf(categories.slice(mostBars)).map(({ count, forecast_90, products }) => ({
              key: ' others',
              name: t('other_categories', { count }),
              value: forecast_90,
              aside: t('products', { count: products }),
              colour: 'var(--compared)',
            })),
          ]}
          show={(value) => format.compact(Math.round(value))}
          onPick={({ key }) =>
            categories.some(({ category }) => category === key) && change({ category: [key] })
          }
        />
      )}
    </Panel>
  )
}

/** Those beyond the bars as one, so that the bars sum to the whole. */
function othersOf(categories: Reply<'demand-forecast'>['categories']) {
  if (categories.length === 0) return []
  const sum = (key: 'forecast_90' | 'products') => categories.reduce((total, one) => total + one[key], 0)
  return [{ count: categories.length, forecast_90: sum('forecast_90'), products: sum('products') }]
}
