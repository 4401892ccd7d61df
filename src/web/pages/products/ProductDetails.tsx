import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { RecordDetails } from '../../parts/RecordDetails.tsx'
import { productWords } from '../../words/product-words.ts'
import { recordWords } from '../../words/record-words.ts'

type Props = {
  product: Reply<'product'>
  onRelease: ((field: string) => void) | undefined
  className?: string
}

export function ProductDetails({ product, onRelease, className }: Props) {
  const t = useWords(productWords)
  const record = useWords(recordWords)
  const format = useFormat()
  const money = (value: number | null) => value !== null && format.moneyExact(value)
  const number = (value: number | null, decimals = 0) => value !== null && format.number(value, decimals)
  const shown = {
    product_name: product.product_name,
    brand: product.brand,
    category: product.category,
    subcategory: product.subcategory,
    base_price: money(product.base_price),
    cost_price: money(product.cost_price),
    stock_quantity: number(product.stock_quantity),
    rating: number(product.rating, 2),
    reviews_count: number(product.reviews_count),
    weight: number(product.weight, 3),
    supplier_country: product.supplier_country,
    launch_date: product.launch_date && format.dayWithYear(product.launch_date),
    season: product.season,
    target_gender: product.target_gender,
    description: product.description,
  }
  const details = Object.entries(shown).map(([key, value]) => ({
    key,
    label: t(key as keyof typeof shown),
    value: value === false ? null : value,
  }))
  return (
    <RecordDetails
      className={className}
      title={record('details')}
      details={details}
      edited={product.edited_fields}
      onRelease={onRelease}
    />
  )
}
