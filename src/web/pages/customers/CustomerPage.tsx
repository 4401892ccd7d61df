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
import { customerWords } from '../../words/customer-words.ts'
import { SeriesPanel } from '../sales/SeriesPanel.tsx'
import { CustomerCards } from './CustomerCards.tsx'
import { CustomerDetails } from './CustomerDetails.tsx'
import { CustomerForm } from './CustomerForm.tsx'
import { FavouriteCategories, FavouriteProducts } from './Favourites.tsx'
import { OutlookPanel } from './OutlookPanel.tsx'
import { SimilarPanel } from './SimilarPanel.tsx'
import { useSegmentName } from './segment-name.ts'
import { useCustomerActions } from './use-customer-actions.ts'

void loadCharts()

export function CustomerPage() {
  const t = useWords(customerWords)
  const id = usePageId()
  const { asked } = useFilter()
  const segmentName = useSegmentName()
  const mayEdit = usePermission('customers:write')
  const actions = useCustomerActions()
  const [editing, setEditing] = useState(false)
  const answer = useAnswer('customer', { ...asked, customer_id: id })
  const customer = answer.data?.customer_id === id ? answer.data : undefined
  const of = useMemo(() => ({ customer_id: [id] }), [id])
  usePageTitle(customer?.name ?? id)

  if (!customer && answer.isError)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  if (!customer) return <PageSkeleton />
  const place = [customer.city, customer.country].filter(Boolean).join(', ')
  return (
    <Grid>
      <RecordHead
        id={customer.customer_id}
        facts={[
          customer.rfm_segment && segmentName(customer.rfm_segment),
          customer.email,
          customer.phone,
          place,
        ]
          .filter(Boolean)
          .join(' · ')}
        archived={customer.archived_at !== null}
        mayEdit={mayEdit}
        onEdit={() => setEditing(true)}
        onArchive={() => actions.archive(customer)}
        onRestore={() => actions.restore(customer)}
      />
      {customer.archived_at !== null && <Notice title={t('archived_title')} text={t('archived')} />}
      <CustomerCards customer={customer} stale={answer.isPlaceholderData} />
      <OutlookPanel id={id} />
      <SeriesPanel className="span-8" of={of} />
      <CustomerDetails
        className="span-4"
        customer={customer}
        onRelease={mayEdit ? (field) => actions.release(customer, field) : undefined}
      />
      <FavouriteCategories className="span-6" answer={answer} />
      <FavouriteProducts className="span-6" answer={answer} />
      <SimilarPanel id={id} />
      <OrdersPanel title={t('orders_title')} of={of} without={['customer', 'country']} />
      {editing && <CustomerForm customer={customer} onClose={() => setEditing(false)} />}
    </Grid>
  )
}
