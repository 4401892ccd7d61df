import { useNavigate } from '@tanstack/react-router'
import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { customerWords } from '../../words/customer-words.ts'

type Props = { answer: Asked<Reply<'customer'>>; className?: string }

export function FavouriteCategories({ answer, className }: Props) {
  const t = useWords(customerWords)
  const format = useFormat()
  const drill = useDrill()
  return (
    <Panel
      className={className}
      title={t('favourite_categories')}
      definition={t('favourite_categories_about')}
      answer={answer}
      height="auto"
      isEmpty={(customer) => customer.favourite_categories.every(({ category }) => category === null)}
      emptyText={t(answer.data?.favourite_categories.length ? 'no_categories' : 'nothing_bought')}
      table={(customer) =>
        tableOf(
          [
            {
              key: 'category',
              title: t('category'),
              kind: 'text',
              value: (row) => row.category ?? t('unknown'),
            },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
            { key: 'share', title: t('share'), kind: 'percent', value: (row) => row.share },
          ],
          customer.favourite_categories,
        )
      }
    >
      {(customer) => (
        <BarChart
          name={t('revenue')}
          bars={customer.favourite_categories.map((row) => ({
            key: row.category ?? '',
            name: row.category ?? t('unknown'),
            value: row.revenue,
            aside: format.percent(row.share),
          }))}
          show={format.money}
          onPick={({ key }) => key !== '' && drill({ customer_id: [customer.customer_id], category: [key] })}
        />
      )}
    </Panel>
  )
}

export function FavouriteProducts({ answer, className }: Props) {
  const t = useWords(customerWords)
  const format = useFormat()
  const navigate = useNavigate()
  return (
    <Panel
      className={className}
      title={t('favourite_products')}
      definition={t('favourite_products_about')}
      answer={answer}
      height="auto"
      isEmpty={(customer) => customer.favourite_products.length === 0}
      emptyText={t('nothing_bought')}
      table={(customer) =>
        tableOf(
          [
            {
              key: 'product',
              title: t('product'),
              kind: 'text',
              value: (row) => row.product_name ?? row.product_id,
            },
            { key: 'units', title: t('units'), kind: 'number', value: (row) => row.units },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (row) => row.revenue },
          ],
          customer.favourite_products,
        )
      }
    >
      {(customer) => (
        <BarChart
          name={t('revenue')}
          bars={customer.favourite_products.map((row) => ({
            key: row.product_id,
            name: row.product_name ?? row.product_id,
            value: row.revenue,
            aside: `× ${format.number(row.units)}`,
          }))}
          show={format.money}
          onPick={({ key }) => void navigate({ to: `/products/${encodeURIComponent(key)}` })}
        />
      )}
    </Panel>
  )
}
