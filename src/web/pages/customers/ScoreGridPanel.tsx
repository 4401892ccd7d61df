import { Heatmap } from '../../charts/Heatmap.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

const scores = [5, 4, 3, 2, 1]

export function ScoreGridPanel({ className }: { className?: string }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const { asked } = useFilter()
  const answer = useAnswer('customer-segments', { ...asked, scheme: 'rfm-11' })
  return (
    <Panel
      className={className}
      title={t('grid')}
      definition={t('grid_about')}
      answer={answer}
      height="auto"
      isEmpty={({ matrix }) => matrix.length === 0}
      table={({ matrix }) =>
        tableOf(
          [
            { key: 'r', title: t('mean_recency'), kind: 'number', value: (cell) => cell.recency_score },
            { key: 'f', title: t('mean_orders'), kind: 'number', value: (cell) => cell.frequency_score },
            { key: 'customers', title: t('customers'), kind: 'number', value: (cell) => cell.customers },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (cell) => cell.revenue },
          ],
          matrix,
        )
      }
    >
      {({ matrix }) => (
        <Heatmap
          name={t('grid')}
          corner={t('grid_corner')}
          columns={[...scores].reverse().map(String)}
          rows={scores.map((recency) => ({
            key: String(recency),
            title: String(recency),
            values: [...scores]
              .reverse()
              .map(
                (frequency) =>
                  matrix.find((cell) => cell.recency_score === recency && cell.frequency_score === frequency)
                    ?.customers ?? 0,
              ),
          }))}
          show={format.number}
        />
      )}
    </Panel>
  )
}
