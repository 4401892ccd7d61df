import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Cards } from '../../parts/Cards.tsx'
import { KpiCard } from '../../parts/KpiCard.tsx'
import { insightWords } from '../../words/insight-words.ts'

export function ValueCards({ answer }: { answer: Asked<Reply<'customer-value'>> }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const drill = useDrill()
  const { data } = answer
  const reasons = data?.reasons ?? {}
  const { historic, predicted } = data ?? {}
  const frame = { loading: data === undefined, stale: answer.isPlaceholderData }
  const money = { ...frame, show: format.moneyCompact, exact: format.moneyExact }
  const equity = predicted?.equity_365
  return (
    <Cards>
      <KpiCard
        {...money}
        title={t('value_365')}
        definition={t('value_365_about')}
        value={data && (predicted?.value_365 ?? null)}
        reason={reasons.predicted}
        aside={
          equity &&
          t('interval', { low: format.moneyCompact(equity.low), high: format.moneyCompact(equity.high) })
        }
      />
      <KpiCard
        {...money}
        title={t('value_90')}
        definition={t('value_90_about')}
        value={data && (predicted?.value_90 ?? null)}
        reason={reasons.predicted}
        aside={predicted && t('expected_orders', { count: Math.round(predicted.orders_90) })}
      />
      <KpiCard
        {...frame}
        title={t('best_tenth')}
        definition={t('best_tenth_about')}
        value={data && (predicted?.top_decile_share ?? null)}
        reason={reasons.predicted}
        show={(value) => format.percent(value, 0)}
        exact={format.percent}
        aside={predicted && t('of_customers', { count: predicted.customers })}
      />
      <KpiCard
        {...money}
        title={t('historic')}
        definition={t('historic_about')}
        value={data && (historic?.total ?? null)}
        reason={reasons.historic}
        onOpen={() => drill({ period: 'all_time' })}
        aside={historic && t('mean_value', { value: format.money(historic.mean) })}
      />
    </Cards>
  )
}
