import { Button, Checkbox, MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { usePermission } from '../../hooks/permission.ts'
import { textsOf } from '../../hooks/search.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useColumns } from '../../hooks/use-columns.ts'
import { useChoice, useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ColumnPicker } from '../../parts/ColumnPicker.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconPlus } from '../../parts/icons.ts'
import { ListBody } from '../../parts/ListBody.tsx'
import { PageAction } from '../../parts/PageAction.tsx'
import { RecordMenu } from '../../parts/RecordMenu.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { customerWords } from '../../words/customer-words.ts'
import { pageWords } from '../../words/page-words.ts'
import { recordWords } from '../../words/record-words.ts'
import { useCustomerColumns } from './customer-columns.tsx'
import type { CustomerRow } from './customer-columns.tsx'
import { CustomerTabs } from './CustomerTabs.tsx'
import { CustomerForm } from './CustomerForm.tsx'
import { segmentCodes, useSegmentName } from './segment-name.ts'
import { useCustomerActions } from './use-customer-actions.ts'

export function CustomersPage() {
  const t = useWords(customerWords)
  const page = useWords(pageWords)
  const record = useWords(recordWords)
  const segmentName = useSegmentName()
  const list = useList('-lifetime_value')
  const mayEdit = usePermission('customers:write')
  const segment = textsOf(useSearchValues().group)
  const changeSearch = useSearchChange()
  const [archived, setArchived] = useChoice('archived', ['no', 'yes'], 'no')
  const [edited, setEdited] = useState<CustomerRow | 'new' | null>(null)
  const columns = useCustomerColumns()
  const choice = useColumns('customers', columns)
  const actions = useCustomerActions()
  const customers = useAnswer('customers', {
    limit: list.limit,
    offset: list.offset,
    sort: list.sort,
    ...(list.search ? { search: list.search } : {}),
    ...(segment.length > 0 ? { rfm_segment: segment } : {}),
    ...(archived === 'yes' ? { include_archived: true } : {}),
  })

  return (
    <>
      <CustomerTabs />
      {mayEdit && (
        <PageAction>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('add')}
          </Button>
        </PageAction>
      )}
      <Toolbar end={<ColumnPicker columns={columns} {...choice} />}>
        <SearchField value={list.search} placeholder={t('search')} onChange={list.setSearch} />
        <MultiSelect
          aria-label={t('segment')}
          placeholder={segment.length === 0 ? t('all_segments') : ''}
          data={segmentCodes.map((code) => ({ value: code, label: segmentName(code) }))}
          value={segment}
          onChange={(next) => changeSearch({ group: next.length > 0 ? next : undefined, from: undefined })}
          clearable
          miw={180}
        />
        <Checkbox
          label={record('with_archived')}
          checked={archived === 'yes'}
          onChange={(event) => setArchived(event.currentTarget.checked ? 'yes' : 'no')}
        />
      </Toolbar>
      <ListBody
        label={page('customers')}
        answer={customers}
        list={list}
        columns={choice.shown}
        rowKey={(row) => row.customer_id}
        rowLink={(row) => ({ to: `/customers/${encodeURIComponent(row.customer_id)}` })}
        {...(mayEdit && {
          rowActions: (row: CustomerRow) => (
            <RecordMenu
              name={row.name ?? row.customer_id}
              archived={row.archived_at !== null}
              onEdit={() => setEdited(row)}
              onArchive={() => actions.archive(row)}
              onRestore={() => actions.restore(row)}
            />
          ),
        })}
        empty={
          list.search !== '' || segment.length > 0 ? (
            <EmptyState title={record('none_found')} />
          ) : (
            <EmptyState title={t('empty_title')} text={t('empty')} />
          )
        }
      />
      {edited !== null && (
        <CustomerForm {...(edited === 'new' ? {} : { customer: edited })} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
