import { useAnswer } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel } from '../../parts/Panel.tsx'
import { insightWords } from '../../words/insight-words.ts'
import { useInsightNames } from './insight-names.ts'
import classes from './OutlookPanel.module.css'

/** What the models expect of one customer. */
export function OutlookPanel({ id, className }: { id: string; className?: string }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const names = useInsightNames()
  const answer = useAnswer('customer-outlook', { customer_id: id }, { forget: true })
  return (
    <Panel
      className={className}
      title={t('outlook')}
      definition={t('outlook_about')}
      answer={answer}
      height="auto"
      emptyText={t('outlook_none')}
      isEmpty={({ segments }) => Object.values(segments).every((segment) => segment === null)}
    >
      {({ segments, segment_history, value, next_order, churn, recommended_action }) => (
        <dl className={classes.facts}>
          <Fact
            name={t('outlook_segment')}
            value={segments['rfm-11'] ? names.segment(segments['rfm-11']) : '–'}
            note={recommended_action ? names.action(recommended_action) : undefined}
          />
          {next_order && (
            <Fact
              name={t('outlook_next')}
              value={next_order.expected ? format.dayWithYear(next_order.expected) : '–'}
              note={
                next_order.low && next_order.high
                  ? t('interval', {
                      low: format.day(next_order.low),
                      high: format.dayWithYear(next_order.high),
                    })
                  : undefined
              }
            />
          )}
          {value && (
            <Fact
              name={t('outlook_value')}
              value={format.money(value.value_365.expected)}
              note={t('interval', {
                low: format.money(value.value_365.low),
                high: format.money(value.value_365.high),
              })}
            />
          )}
          {churn && (
            <Fact
              name={t('outlook_risk')}
              value={format.percent(churn.probability, 0)}
              note={churn.reasons.map(names.reason).join(', ')}
            />
          )}
          {changesOf(segment_history).length > 1 && (
            <Fact
              name={t('outlook_path')}
              value={changesOf(segment_history)
                .map(({ day, segment }) => `${names.segment(segment)} (${format.month(day)})`)
                .join(' → ')}
              small
            />
          )}
        </dl>
      )}
    </Panel>
  )
}

type Stay = { day: string; segment: string }

/** Where a segment began, without the quarters it only lasted. */
const changesOf = (history: readonly Stay[]): Stay[] =>
  history.filter(({ segment }, i) => i === 0 || segment !== history[i - 1]?.segment)

function Fact({
  name,
  value,
  note,
  small = false,
}: {
  name: string
  value: string
  note?: string | undefined
  small?: boolean
}) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd className={small ? classes.small : classes.value}>{value}</dd>
      {note && <dd className={classes.note}>{note}</dd>}
    </div>
  )
}
