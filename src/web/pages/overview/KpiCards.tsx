import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useGranularity } from '../../hooks/use-granularity.ts'
import { useWhy } from '../../hooks/use-why.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Cards } from '../../parts/Cards.tsx'
import { KpiCard } from '../../parts/KpiCard.tsx'
import type { Kpi } from '../../parts/KpiCard.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { kpiWords } from '../../words/kpi-words.ts'
import { panelWords } from '../../words/panel-words.ts'
import { MissingFigures } from './MissingFigures.tsx'

type Kpis = Reply<'kpis'>
type FigureName = keyof NonNullable<Kpis['change']>

/** What no card is shown for: the shop has not brought what it is made of. */
const notImported = new Set(['no_visit_data', 'no_cost_data'])

/** Rates change by points: a churn of 12% after 10% is 2 points more, not 20%. */
const rates = new Set<FigureName>(['conversion_rate', 'churn_rate'])

export function KpiCards({ kpis }: { kpis: Asked<Kpis> }) {
  const { asked } = useFilter()
  const { granularity } = useGranularity()
  const series = useAnswer('time-series', { ...asked, granularity })
  const cards = useCards(kpis.data, series.data)
  const missing = cards.filter(({ reason }) => reason !== undefined && notImported.has(reason))
  if (kpis.isError && !kpis.data) return <PanelError error={kpis.error} onRetry={() => void kpis.refetch()} />
  return (
    <div>
      <Cards>
        {cards
          .filter((card) => !missing.includes(card))
          .map((card) => (
            <KpiCard key={card.title} {...card} loading={!kpis.data} stale={kpis.isPlaceholderData} />
          ))}
      </Cards>
      {missing.length > 0 && <MissingFigures figures={missing} />}
    </div>
  )
}

function useCards(data: Kpis | undefined, series: Reply<'time-series'> | undefined): Kpi[] {
  const t = useWords(kpiWords)
  const panel = useWords(panelWords)
  const format = useFormat()
  const drill = useDrill()
  const why = useWhy()
  const period = data && format.range(data.period.start_date, data.period.end_date)
  const against =
    data?.previous && format.range(data.previous.period.start_date, data.previous.period.end_date)
  const money = { show: format.moneyCompact, exact: format.moneyExact }
  const count = { show: format.compact, exact: (value: number) => format.number(value) }
  const rate = {
    show: (value: number) => format.percent(value),
    exact: (value: number) => format.percent(value, 2),
  }
  const items = series?.items
  const units = items?.reduce((sum, item) => sum + item.units, 0)

  const figure = (name: FigureName) => {
    const value = data?.[name]
    const before = data?.previous?.[name]
    const points =
      rates.has(name) && value !== null && value !== undefined && before !== null && before !== undefined
    return {
      value,
      previous: before,
      points,
      change: points ? value - before : data?.change?.[name],
      reason: data?.reasons?.[name],
      notes: [
        period && panel('period_is', { range: period }),
        against && panel('against', { range: against }),
        data?.as_of && panel('as_of', { day: format.dayWithYear(data.as_of) }),
      ],
      onOpen: () => drill(),
      onWhy: () => why(name),
    }
  }
  return [
    {
      title: t('revenue'),
      definition: t('revenue_about'),
      ...money,
      ...figure('total_revenue'),
      series: items?.map((item) => item.revenue),
    },
    {
      title: t('orders'),
      definition: t('orders_about'),
      ...count,
      ...figure('total_orders'),
      series: items?.map((item) => item.orders),
      aside: units === undefined ? undefined : t('units', { count: Math.round(units) }),
    },
    {
      title: t('aov'),
      definition: t('aov_about'),
      ...money,
      ...figure('average_order_value'),
      series: items?.map((item) => item.average_order_value),
    },
    {
      title: t('profit'),
      definition: t('profit_about'),
      ...money,
      ...figure('gross_profit'),
      series: items?.map((item) => item.profit),
      aside:
        data && data.profit_margin !== null
          ? t('margin', { value: format.percent(data.profit_margin) })
          : undefined,
    },
    {
      title: t('customers'),
      definition: t('customers_about'),
      ...count,
      ...figure('total_customers'),
      aside:
        data && data.new_customers !== null ? t('new_customers', { count: data.new_customers }) : undefined,
    },
    { title: t('conversion'), definition: t('conversion_about'), ...rate, ...figure('conversion_rate') },
    { title: t('ltv'), definition: t('ltv_about'), ...money, ...figure('customer_ltv') },
    { title: t('churn'), definition: t('churn_about'), ...rate, ...figure('churn_rate'), lessIsBetter: true },
  ]
}
