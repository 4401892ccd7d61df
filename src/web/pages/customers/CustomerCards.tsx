import type { Reply } from '../../hooks/answers.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Cards } from '../../parts/Cards.tsx'
import { KpiCard } from '../../parts/KpiCard.tsx'
import { customerWords } from '../../words/customer-words.ts'

export function CustomerCards({ customer, stale }: { customer: Reply<'customer'>; stale: boolean }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const drill = useDrill()
  const { figures, reasons = {} } = customer
  const open = () => drill({ customer_id: [customer.customer_id] })
  const money = { show: format.moneyCompact, exact: format.moneyExact, stale }
  const count = (value: number) => format.number(value)
  return (
    <Cards>
      <KpiCard
        title={t('revenue')}
        definition={t('revenue_about')}
        value={figures.revenue}
        {...money}
        onOpen={open}
        aside={figures.refunded > 0 && t('refunded', { value: format.money(figures.refunded) })}
      />
      <KpiCard
        title={t('orders')}
        definition={t('orders_about')}
        value={figures.orders}
        show={format.compact}
        exact={count}
        stale={stale}
        onOpen={open}
        aside={t('recent', { count: figures.orders_last_6_months })}
      />
      <KpiCard
        title={t('aov')}
        definition={t('aov_about')}
        value={figures.average_order_value}
        reason={reasons.average_order_value}
        {...money}
        onOpen={open}
        aside={figures.last_order && t('last_order', { day: format.dayWithYear(figures.last_order) })}
      />
      <KpiCard
        title={t('gap')}
        definition={t('gap_about')}
        value={figures.usual_gap_days}
        reason={reasons.usual_gap_days}
        show={(value) => t('days', { count: Math.round(value) })}
        exact={(value) => t('days', { count: value })}
        stale={stale}
        aside={figures.days_as_customer !== null && t('since', { count: figures.days_as_customer })}
      />
    </Cards>
  )
}
