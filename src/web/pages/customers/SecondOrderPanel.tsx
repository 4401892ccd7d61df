import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'

type Props = { answer: Asked<Reply<'repeat-purchases'>>; className?: string }

export function SecondOrderPanel({ answer, className }: Props) {
  const t = useWords(insightWords)
  const format = useFormat()
  const known = (rows: Reply<'repeat-purchases'>['second_order']) => rows.filter(({ rate }) => rate !== null)
  return (
    <Panel
      className={className}
      title={t('second_order')}
      definition={t('second_order_about')}
      answer={answer}
      isEmpty={({ second_order }) => known(second_order).length === 0}
      table={({ second_order }) =>
        tableOf(
          [
            { key: 'days', title: t('to'), kind: 'number', value: (row) => row.days },
            { key: 'rate', title: t('share'), kind: 'percent', value: (row) => row.rate },
            { key: 'customers', title: t('customers'), kind: 'number', value: (row) => row.customers },
          ],
          second_order,
        )
      }
    >
      {({ second_order }) => (
        <BarChart
          name={t('second_order')}
          show={format.percent}
          bars={known(second_order).map(({ days, rate }) => ({
            key: String(days),
            name: t('within', { count: days }),
            value: rate!,
          }))}
        />
      )}
    </Panel>
  )
}
