import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { saveFromServer } from '../../hooks/save-file.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useColumns } from '../../hooks/use-columns.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useList } from '../../hooks/use-list.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import type { QueryValue } from '../../hooks/query-text.ts'
import { ColumnPicker } from '../../parts/ColumnPicker.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconDownload } from '../../parts/icons.ts'
import { ListBody } from '../../parts/ListBody.tsx'
import { PageAction } from '../../parts/PageAction.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { toast } from '../../parts/toast.ts'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { transactionWords } from '../../words/transaction-words.ts'
import { kindNames, stateNames, useTransactionColumns } from './transaction-columns.tsx'

export function TransactionsPage() {
  const t = useWords(transactionWords)
  const failed = useSayFailed()
  const { asked } = useFilter()
  const list = useList('-date')
  const [kind, setKind] = useChoice('kind', ['all', ...kindNames], 'all')
  const [state, setState] = useChoice('state', ['all', ...stateNames], 'all')
  const [saving, setSaving] = useState(false)
  const columns = useTransactionColumns()
  const choice = useColumns('transactions', columns)
  const wanted = {
    ...asked,
    sort: list.sort,
    ...(list.search ? { search: list.search } : {}),
    ...(kind === 'all' ? {} : { kind }),
    ...(state === 'all' ? {} : { state }),
  }
  const transactions = useAnswer('transactions', { ...wanted, limit: list.limit, offset: list.offset })
  const total = transactions.data?.total ?? 0

  async function save() {
    setSaving(true)
    try {
      await saveFromServer('/transactions.csv', wanted as Record<string, QueryValue>, 'transactions.csv')
      void toast({ message: t('csv_done', { count: total }) })
    } catch (error) {
      failed(error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <>
      <PageAction>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.6} />}
          loading={saving}
          disabled={total === 0}
          onClick={() => void save()}
        >
          {t('csv')}
        </Button>
      </PageAction>
      <Toolbar end={<ColumnPicker columns={columns} {...choice} />}>
        <SearchField value={list.search} placeholder={t('search')} onChange={list.setSearch} />
        <Select
          w={150}
          aria-label={t('kind')}
          value={kind}
          onChange={(next) => next && setKind(next)}
          data={[
            { value: 'all', label: t('all_kinds') },
            ...kindNames.map((name) => ({ value: name, label: t(name) })),
          ]}
        />
        <Select
          w={150}
          aria-label={t('state')}
          value={state}
          onChange={(next) => next && setState(next)}
          data={[
            { value: 'all', label: t('all_states') },
            ...stateNames.map((name) => ({ value: name, label: t(name) })),
          ]}
        />
      </Toolbar>
      <ListBody
        label={t('label')}
        answer={transactions}
        list={list}
        columns={choice.shown}
        rowKey={(row, index) => `${row.transaction_id} ${index}`}
        rowLink={(row) => ({ to: `/orders/${encodeURIComponent(row.order_id)}` })}
        empty={<EmptyState title={t('empty')} />}
      />
    </>
  )
}
