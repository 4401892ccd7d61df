import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SourceView } from '../../../contracts/sources.ts'
import type { Column } from '../../hooks/column.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useSources } from '../../hooks/use-sources.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconPlus } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { DataTabs } from './DataTabs.tsx'
import { SourceMenu } from './SourceMenu.tsx'
import { SourceState } from './SourceState.tsx'
import { qualityWords } from './use-source-words.ts'

/** What keeps the figures fresh by itself: every connected source and how it is doing. */
export function SourcesPage() {
  const t = useWords(sourceWords)
  const mayManage = usePermission('workspace:manage')
  const mayRefresh = usePermission('imports:write')
  const sources = useSources()
  const columns = useSourceColumns()
  const add = mayManage && (
    <Button component={Link} to="/data/sources/new" leftSection={<IconPlus size={16} stroke={1.6} />}>
      {t('add')}
    </Button>
  )
  if (!sources.data && sources.isError) {
    return (
      <>
        <DataTabs />
        <PanelError error={sources.error} onRetry={() => void sources.refetch()} />
      </>
    )
  }
  if (sources.data?.total === 0) {
    return (
      <>
        <DataTabs />
        <EmptyState title={t('none')} text={t('none_text')} action={add} />
      </>
    )
  }
  return (
    <>
      <PageAction>{add}</PageAction>
      <DataTabs />
      <DataTable
        label={t('sources')}
        columns={columns}
        rows={sources.data?.items ?? []}
        rowKey={(row) => row.source_id}
        rowLink={(row) => ({ to: `/data/sources/${encodeURIComponent(row.source_id)}` })}
        {...(mayRefresh && { rowActions: (row: SourceView) => <SourceMenu source={row} /> })}
        loading={sources.isPending}
      />
    </>
  )
}

function useSourceColumns(): Column<SourceView>[] {
  const t = useWords(sourceWords)
  const format = useFormat()
  const now = useNow()
  const ago = (moment: string | null) => (moment === null ? t('never') : format.ago(moment, now))
  return [
    { key: 'name', title: t('source'), kind: 'text', value: (row) => row.name },
    {
      key: 'state',
      title: t('state'),
      kind: 'text',
      value: (row) => row.state,
      show: (row) => <SourceState source={row} />,
    },
    { key: 'age', title: t('age'), kind: 'text', value: (row) => ago(row.refreshed_at) },
    { key: 'last', title: t('last_refresh'), kind: 'moment', value: (row) => row.last_refresh?.started_at },
    { key: 'rows', title: t('rows'), kind: 'number', value: (row) => row.last_refresh?.rows_read },
    { key: 'orders', title: t('orders'), kind: 'number', value: (row) => row.orders },
    {
      key: 'verdict',
      title: t('verdict'),
      kind: 'text',
      value: ({ last_refresh }) => last_refresh?.quality && t(qualityWords[last_refresh.quality]),
    },
    { key: 'next', title: t('next_run'), kind: 'moment', value: (row) => row.next_run_at },
    { key: 'place', title: t('place'), kind: 'text', value: (row) => row.place },
  ]
}
