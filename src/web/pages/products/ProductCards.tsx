import type { Reply } from '../../hooks/answers.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Cards } from '../../parts/Cards.tsx'
import { KpiCard } from '../../parts/KpiCard.tsx'
import { productWords } from '../../words/product-words.ts'

export function ProductCards({ product, stale }: { product: Reply<'product'>; stale: boolean }) {
  const t = useWords(productWords)
  const format = useFormat()
  const drill = useDrill()
  const { figures, reasons = {} } = product
  const open = () => drill({ product_id: [product.product_id] })
  const money = { show: format.moneyCompact, exact: format.moneyExact, stale }
  const count = { show: format.compact, exact: (value: number) => format.number(value, 2), stale }
  return (
    <Cards>
      <KpiCard
        title={t('revenue')}
        definition={t('revenue_about')}
        value={figures.revenue}
        {...money}
        onOpen={open}
      />
      <KpiCard
        title={t('units')}
        definition={t('units_about')}
        value={figures.units}
        {...count}
        onOpen={open}
        aside={figures.last_sold && `${t('last_sold')} ${format.dayWithYear(figures.last_sold)}`}
      />
      <KpiCard
        title={t('orders')}
        definition={t('orders_about')}
        value={figures.orders}
        {...count}
        onOpen={open}
      />
      <KpiCard
        title={t('profit')}
        definition={t('profit_about')}
        value={figures.profit}
        reason={reasons.profit}
        {...money}
        onOpen={open}
        aside={figures.margin !== null && t('margin_of', { value: format.percent(figures.margin) })}
      />
      <KpiCard
        title={t('customers')}
        definition={t('customers_about')}
        value={figures.customers}
        {...count}
        onOpen={open}
      />
      <KpiCard
        title={t('average_price')}
        definition={t('average_price_about')}
        value={figures.average_price}
        reason={reasons.average_price ?? 'no_orders'}
        {...money}
      />
      <KpiCard
        title={t('refunded')}
        definition={t('refunded_about')}
        value={figures.refunded_units}
        {...count}
      />
      <KpiCard
        title={t('stock')}
        definition={t('stock_about')}
        value={figures.stock_on_hand}
        reason={reasons.stock_on_hand ?? 'no_stock_data'}
        {...count}
      />
    </Cards>
  )
}
