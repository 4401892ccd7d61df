import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'

const mostBars = 8

export function CategoriesPanel({ className }: { className?: string }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const categories = useAnswer('categories', asked)
  return (
    <Panel
      className={className}
      title={t('categories')}
      definition={t('categories_about')}
      answer={categories}
      height={categories.data && isUnknown(categories.data) ? 'auto' : mostBars * 38}
      isEmpty={isUnknown}
      emptyText={categories.data && categories.data.items.length > 0 ? t('categories_none') : undefined}
      onOrders={() => drill()}
      table={(data) =>
        tableOf(
          [
            {
              key: 'category',
              title: t('category'),
              kind: 'text',
              value: (item) => item.category ?? t('unknown'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
            { key: 'margin', title: t('margin'), kind: 'percent', value: (item) => item.margin },
            { key: 'change', title: t('change'), kind: 'change', value: (item) => item.change },
          ],
          data.items,
        )
      }
    >
      {(data) => (
        <BarChart
          name={t('revenue')}
          bars={data.items.slice(0, mostBars).map((item) => ({
            key: item.category ?? '',
            name: item.category ?? t('unknown'),
            value: item.revenue,
            aside: format.percent(item.share),
          }))}
          show={format.moneyCompact}
          onPick={({ key }) => key !== '' && drill({ category: [key] })}
        />
      )}
    </Panel>
  )
}

/** Nothing sold, or nothing sold that has a category. */
const isUnknown = ({ items }: Reply<'categories'>): boolean =>
  items.every(({ category }) => category === null)
