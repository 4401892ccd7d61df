import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Change } from '../../parts/Change.tsx'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesWords } from '../../words/sales-words.ts'

type Channel = Reply<'channels'>['device_type'][number]

type Props = { by: 'traffic_source' | 'device_type' | 'payment_method'; className?: string }

export function ChannelTable({ by, className }: Props) {
  const t = useWords(salesWords)
  const drill = useDrill()
  const { asked } = useFilter()
  const channels = useAnswer('channels', asked)
  const withVisits = channels.data?.[by].some(({ conversion_rate }) => conversion_rate !== null) ?? false
  const columns = useMemo<Column<Channel>[]>(
    () => [
      { key: 'value', title: t('channel'), kind: 'text', value: (item) => item.value ?? t('unknown') },
      { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue, bar: true },
      { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
      { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
      { key: 'aov', title: t('aov'), kind: 'money', value: (item) => item.average_order_value },
      ...(withVisits
        ? [
            {
              key: 'conversion',
              title: t('conversion'),
              kind: 'percent' as const,
              value: (item: Channel) => item.conversion_rate,
            },
          ]
        : []),
      {
        key: 'change',
        title: t('change'),
        kind: 'change',
        value: (item) => item.change,
        show: (item) => (item.change === null ? '–' : <Change value={item.change} />),
      },
    ],
    [t, withVisits],
  )
  return (
    <Panel
      className={className}
      title={t(by)}
      definition={t('channel_about')}
      answer={channels}
      height="auto"
      isEmpty={(data) => data[by].length === 0}
      onOrders={() => drill()}
      table={(data) => tableOf(columns, data[by])}
    >
      {(data) => (
        <CompactTable
          label={t(by)}
          columns={columns}
          rows={data[by]}
          rowKey={(item) => item.value ?? ''}
          onOpen={(item) => item.value !== null && drill({ [by]: [item.value] })}
        />
      )}
    </Panel>
  )
}
