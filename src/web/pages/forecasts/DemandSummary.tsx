import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { demandWords } from '../../words/demand-words.ts'
import classes from './ExpectPanel.module.css'

type Demand = Reply<'demand-forecast'>

const likelyFrom = 0.5
/** Filters of where and how it sold: a product's demand is forecast whole. */
const placesOfSale = [
  'country',
  'region',
  'city',
  'traffic_source',
  'device_type',
  'payment_method',
  'segment',
  'customer_id',
] as const

/** How much will be asked for in all, and how many products may run out. */
export function DemandSummary({ answer, className }: { answer: Asked<Demand>; className?: string }) {
  const t = useWords(demandWords)
  const format = useFormat()
  const { asked, view } = useFilter()
  const risky = useAnswer('demand-forecast', { ...asked, min_risk: likelyFrom, top_n: 1 })
  const told = (count: number, items: Demand['items']): string => {
    if (count > 0) return t('at_risk', { count })
    return t(items.some(({ stock_on_hand }) => stock_on_hand !== null) ? 'none_at_risk' : 'stock_needed')
  }
  const units = (value: number) => format.compact(Math.round(value))
  return (
    <Panel
      className={className}
      title={t('expect')}
      definition={t('about')}
      answer={answer}
      height="auto"
      isEmpty={({ total }) => total === 0}
      emptyText={t('empty')}
      table={({ totals }) =>
        tableOf(
          [
            { key: 'forecast_30', title: t('next_30'), kind: 'number', value: (row) => row.forecast_30 },
            { key: 'forecast_60', title: t('next_60'), kind: 'number', value: (row) => row.forecast_60 },
            { key: 'forecast_90', title: t('next_90'), kind: 'number', value: (row) => row.forecast_90 },
          ],
          [totals],
        )
      }
    >
      {({ totals, total, backtest, model, items }) => (
        <>
          <p className={classes.said}>
            {t('expect_sum', { units: units(totals.forecast_90), count: total })}{' '}
            {risky.data && told(risky.data.total, items)}
          </p>
          <p className={classes.sure}>
            {backtest &&
              t('error_of', {
                wape: format.percent(backtest.wape, 0),
                naive: format.percent(backtest.wape_naive, 0),
              })}{' '}
            {model.served === 'rule' && t('rule_served')}{' '}
            {placesOfSale.some((name) => view[name] !== undefined) && t('of_whole_shop')}
          </p>
          <dl className={classes.facts}>
            <Fact name={t('next_30')} value={units(totals.forecast_30)} />
            <Fact name={t('next_60')} value={units(totals.forecast_60)} />
            <Fact name={t('next_90')} value={units(totals.forecast_90)} />
          </dl>
        </>
      )}
    </Panel>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{value}</dd>
    </div>
  )
}
