import { Badge } from '@mantine/core'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useWords } from '../../hooks/use-words.ts'
import { productWords } from '../../words/product-words.ts'
import { recordWords } from '../../words/record-words.ts'

export type ProductRow = Reply<'products'>['items'][number]

export function useProductColumns(): Column<ProductRow>[] {
  const t = useWords(productWords)
  const record = useWords(recordWords)
  return useMemo(
    () => [
      {
        key: 'product_name',
        title: t('product'),
        kind: 'text',
        value: (row) => row.product_name ?? row.product_id,
        show: (row) =>
          row.archived_at === null ? (
            (row.product_name ?? row.product_id)
          ) : (
            <>
              {row.product_name ?? row.product_id}{' '}
              <Badge size="xs" color="gray">
                {record('archived')}
              </Badge>
            </>
          ),
        sort: 'product_name',
      },
      {
        key: 'product_id',
        title: t('product_id'),
        kind: 'text',
        value: (row) => row.product_id,
        hidden: true,
      },
      { key: 'category', title: t('category'), kind: 'text', value: (row) => row.category, sort: 'category' },
      {
        key: 'subcategory',
        title: t('subcategory'),
        kind: 'text',
        value: (row) => row.subcategory,
        hidden: true,
      },
      {
        key: 'brand',
        title: t('brand'),
        kind: 'text',
        value: (row) => row.brand,
        sort: 'brand',
        hidden: true,
      },
      {
        key: 'base_price',
        title: t('base_price'),
        kind: 'money',
        value: (row) => row.base_price,
        sort: 'base_price',
      },
      {
        key: 'cost_price',
        title: t('cost_price'),
        kind: 'money',
        value: (row) => row.cost_price,
        sort: 'cost_price',
        hidden: true,
      },
      {
        key: 'margin',
        title: t('margin'),
        kind: 'percent',
        value: (row) => (row.margin_percentage === null ? null : row.margin_percentage / 100),
        sort: 'margin_percentage',
      },
      {
        key: 'stock',
        title: t('stock_quantity'),
        kind: 'number',
        value: (row) => row.stock_quantity,
        sort: 'stock_quantity',
      },
      { key: 'rating', title: t('rating'), kind: 'number', value: (row) => row.rating, sort: 'rating' },
      {
        key: 'reviews',
        title: t('reviews_count'),
        kind: 'number',
        value: (row) => row.reviews_count,
        hidden: true,
      },
      { key: 'units', title: t('units'), kind: 'number', value: (row) => row.units, sort: 'units' },
      {
        key: 'orders',
        title: t('orders'),
        kind: 'number',
        value: (row) => row.orders,
        sort: 'orders',
        hidden: true,
      },
      {
        key: 'revenue',
        title: t('revenue'),
        kind: 'money',
        value: (row) => row.revenue,
        sort: 'revenue',
        bar: true,
      },
      {
        key: 'last_sold',
        title: t('last_sold'),
        kind: 'day',
        value: (row) => row.last_sold,
        sort: 'last_sold',
      },
    ],
    [t, record],
  )
}
