import { useAnswer } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useReason } from '../../hooks/use-reason.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel } from '../../parts/Panel.tsx'
import { demandWords } from '../../words/demand-words.ts'
import classes from '../customers/OutlookPanel.module.css'
import { useReorderText, useUnits } from '../forecasts/demand-names.ts'

/** What is expected of one product, whether its stock lasts and what to order. */
export function DemandPanel({ id }: { id: string }) {
  const t = useWords(demandWords)
  const format = useFormat()
  const units = useUnits()
  const reorder = useReorderText()
  const reason = useReason()
  const answer = useAnswer('demand-forecast', { product_id: [id], top_n: 1 }, { forget: true })
  // a new shop's models are still being trained: nothing to say yet
  if (answer.error?.code === 'model_not_trained') return null
  return (
    <Panel
      title={t('outlook')}
      definition={t('outlook_about')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      emptyText={t('outlook_none')}
    >
      {({ items: [demand] }) => {
        const { reorder_recommendation: todo, stock_on_hand: stock, stockout_risk: risk } = demand
        const runsOut = (): string => {
          if (demand.stockout_date) return format.dayWithYear(demand.stockout_date)
          return stock === null ? '–' : t('lasts')
        }
        return (
          <dl className={classes.facts}>
            <Fact
              name={t('next_30')}
              value={units(demand.forecast_30)}
              note={t('was_last', { count: demand.last_30 })}
            />
            <Fact name={t('next_60')} value={units(demand.forecast_60)} />
            <Fact
              name={t('next_90')}
              value={units(demand.forecast_90)}
              note={t('up_to', { safe: units(demand.quantile_80) })}
            />
            <Fact name={t('class')} value={t(demand.demand_class)} note={t(demand.method)} />
            <Fact
              name={t('runs_out')}
              value={runsOut()}
              note={
                risk === null
                  ? reason(demand.reasons?.stockout_risk ?? 'no_stock_data')
                  : t('risk_of', { risk: format.percent(risk, 0) })
              }
            />
            <Fact
              name={t('to_do')}
              value={reorder(todo)}
              note={todo.order_by ? t('by_day', { day: format.dayWithYear(todo.order_by) }) : undefined}
            />
          </dl>
        )
      }}
    </Panel>
  )
}

function Fact({ name, value, note }: { name: string; value: string; note?: string | undefined }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      {note && <dd className={classes.note}>{note}</dd>}
    </div>
  )
}
