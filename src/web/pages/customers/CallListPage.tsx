import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Definition } from '../../parts/Definition.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { insightWords } from '../../words/insight-words.ts'
import { CustomerTabs } from './CustomerTabs.tsx'
import { PhoneCell } from './PhoneCell.tsx'

type Due = Reply<'call-list'>['items'][number]

export function CallListPage() {
  const t = useWords(insightWords)
  const { asked } = useFilter()
  const list = useList('-value_at_stake')
  const answer = useAnswer('call-list', {
    ...asked,
    limit: list.limit,
    offset: list.offset,
    ...(list.search ? { search: list.search } : {}),
  })
  const columns = useMemo<Column<Due>[]>(
    () => [
      { key: 'name', title: t('customer'), kind: 'text', value: (row) => row.name ?? row.customer_id },
      {
        key: 'phone',
        title: t('phone'),
        kind: 'text',
        value: (row) => row.phone,
        show: (row) => <PhoneCell phone={row.phone} />,
      },
      { key: 'due', title: t('due'), kind: 'day', value: (row) => row.due_day },
      {
        key: 'overdue',
        title: t('overdue'),
        kind: 'text',
        value: (row) =>
          row.overdue_days === null || row.overdue_days <= 0 ? null : t('days', { count: row.overdue_days }),
      },
      {
        key: 'gap',
        title: t('usual_gap'),
        kind: 'text',
        value: (row) =>
          row.usual_gap_days === null ? null : t('days', { count: Math.round(row.usual_gap_days) }),
      },
      { key: 'last', title: t('last_order'), kind: 'day', value: (row) => row.last_order },
      { key: 'likes', title: t('likes'), kind: 'text', value: (row) => row.favourites.join(', ') || null },
      { key: 'stake', title: t('expected'), kind: 'money', value: (row) => row.value_at_stake, bar: true },
    ],
    [t],
  )
  return (
    <>
      <CustomerTabs />
      <Toolbar end={<Definition title={t('calls')} text={t('calls_about')} notes={[]} />}>
        <SearchField value={list.search} placeholder={t('calls_search')} onChange={list.setSearch} />
      </Toolbar>
      <ListBody
        label={t('calls')}
        answer={answer}
        list={list}
        columns={columns}
        rowKey={(row) => row.customer_id}
        rowLink={(row) => ({ to: `/customers/${encodeURIComponent(row.customer_id)}` })}
        empty={<EmptyState title={t('calls_empty')} />}
      />
    </>
  )
}
