import { useMemo, useState } from 'react'
import { loadCharts } from '../../charts/load-charts.ts'
import { usePageTitle } from '../../hooks/page-head.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { usePageId } from '../../hooks/use-page-id.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Grid } from '../../parts/Grid.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { OrdersPanel } from '../../parts/OrdersPanel.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { RecordHead } from '../../parts/RecordHead.tsx'
import { productWords } from '../../words/product-words.ts'
import { SeriesPanel } from '../sales/SeriesPanel.tsx'
import { DemandPanel } from './DemandPanel.tsx'
import { ProductCards } from './ProductCards.tsx'
import { ProductDetails } from './ProductDetails.tsx'
import { ProductForm } from './ProductForm.tsx'
import { useProductActions } from './use-product-actions.ts'

void loadCharts()

export function ProductPage() {
  const t = useWords(productWords)
  const id = usePageId()
  const { asked } = useFilter()
  const mayEdit = usePermission('catalogue:write')
  const actions = useProductActions()
  const [editing, setEditing] = useState(false)
  const answer = useAnswer('product', { ...asked, product_id: id })
  const product = answer.data?.product_id === id ? answer.data : undefined
  const of = useMemo(() => ({ product_id: [id] }), [id])
  usePageTitle(product?.product_name ?? id)

  if (!product && answer.isError)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  if (!product) return <PageSkeleton />
  return (
    <Grid>
      <RecordHead
        id={product.product_id}
        facts={[product.category, product.subcategory, product.brand].filter(Boolean).join(' · ')}
        archived={product.archived_at !== null}
        mayEdit={mayEdit}
        onEdit={() => setEditing(true)}
        onArchive={() => actions.archive(product)}
        onRestore={() => actions.restore(product)}
      />
      {product.archived_at !== null && <Notice title={t('archived_title')} text={t('archived')} />}
      <ProductCards product={product} stale={answer.isPlaceholderData} />
      <SeriesPanel className="span-8" of={of} />
      <ProductDetails
        className="span-4"
        product={product}
        onRelease={mayEdit ? (field) => actions.release(product, field) : undefined}
      />
      <DemandPanel id={product.product_id} />
      <OrdersPanel title={t('orders_title')} of={of} />
      {editing && <ProductForm product={product} onClose={() => setEditing(false)} />}
    </Grid>
  )
}
