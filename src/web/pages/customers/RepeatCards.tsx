import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Cards } from '../../parts/Cards.tsx'
import { KpiCard } from '../../parts/KpiCard.tsx'
import { insightWords } from '../../words/insight-words.ts'

export function RepeatCards({ answer }: { answer: Asked<Reply<'repeat-purchases'>> }) {
  const t = useWords(insightWords)
  const format = useFormat()
  const drill = useDrill()
  const { data } = answer
  const reasons = data?.reasons ?? {}
  const frame = { loading: data === undefined, stale: answer.isPlaceholderData, onOpen: () => drill() }
  const decimal = (value: number) => format.number(value, 1)
  return (
    <Cards>
      <KpiCard
        {...frame}
        title={t('repeat_rate')}
        definition={t('repeat_rate_about')}
        value={data?.repeat_rate}
        reason={reasons.repeat_rate}
        show={format.percent}
        exact={format.percent}
        aside={data && t('of_customers', { count: data.customers })}
      />
      <KpiCard
        {...frame}
        title={t('second_90')}
        definition={t('second_90_about')}
        value={data?.second_order.find(({ days }) => days === 90)?.rate}
        reason={reasons['second_order.rate']}
        show={format.percent}
        exact={format.percent}
      />
      <KpiCard
        {...frame}
        title={t('gap')}
        definition={t('gap_about')}
        value={data?.median_gap_days}
        reason={reasons.median_gap_days}
        show={(value) => t('days', { count: Math.round(value) })}
        exact={(value) => t('days', { count: value })}
      />
      <KpiCard
        {...frame}
        title={t('orders_each')}
        definition={t('orders_each_about')}
        value={data?.orders_per_customer}
        reason={reasons.orders_per_customer}
        show={decimal}
        exact={decimal}
      />
    </Cards>
  )
}
