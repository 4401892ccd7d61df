import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Props = { answer: Asked<Reply<'repeat-purchases'>>; className?: string }

export function GapsPanel({ answer, className }: Props) {
  const t = useWords(insightWords)
  const format = useFormat()
  return (
    <Panel
      className={className}
      title={t('gaps')}
      definition={t('gaps_about')}
      answer={answer}
      height="auto"
      isEmpty={({ gaps }) => gaps.every(({ count }) => count === 0)}
      table={({ gaps }) =>
        tableOf(
          [
            { key: 'from', title: t('from'), kind: 'number', value: (bin) => bin.from },
            { key: 'to', title: t('to'), kind: 'number', value: (bin) => bin.to - 1 },
            { key: 'count', title: t('orders'), kind: 'number', value: (bin) => bin.count },
          ],
          gaps,
        )
      }
    >
      {({ gaps }) => (
        <BarChart
          name={t('gaps')}
          show={format.number}
          rowHeight={34}
          bars={gaps
            .filter(({ count }) => count > 0)
            .map(({ from, to, count }) => ({
              key: String(from),
              name: `${from}–${t('days', { count: to - 1 })}`,
              value: count,
            }))}
        />
      )}
    </Panel>
  )
}
