import { SegmentedControl } from '@mantine/core'
import { BarChart } from '../../charts/BarChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'

const channels = ['traffic_source', 'device_type', 'payment_method'] as const
const words = { traffic_source: 'source', device_type: 'device', payment_method: 'payment' } as const
const mostBars = 7

export function ChannelsPanel({ className }: { className?: string }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const [by, setBy] = useChoice('channel', channels, 'traffic_source')
  const answer = useAnswer('channels', asked)
  const { data: found } = answer
  const known = !found || channels.some((channel) => !isUnknown(found[channel]))
  return (
    <Panel
      className={className}
      title={t('channels')}
      definition={t('channels_about')}
      answer={answer}
      height={known ? 8 * 38 : 'auto'}
      isEmpty={() => !known}
      emptyText={
        found && channels.some((channel) => found[channel].length > 0) ? t('channels_none') : undefined
      }
      onOrders={() => drill()}
      table={(data) =>
        tableOf(
          [
            { key: 'value', title: t(words[by]), kind: 'text', value: (item) => item.value ?? t('unknown') },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
            { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
            { key: 'change', title: t('change'), kind: 'change', value: (item) => item.change },
          ],
          data[by],
        )
      }
    >
      {(data) => (
        <>
          <SegmentedControl
            fullWidth
            mb="sm"
            aria-label={t('by')}
            value={by}
            onChange={(value) => setBy(value)}
            data={channels.map((channel) => ({ value: channel, label: t(words[channel]) }))}
          />
          {isUnknown(data[by]) && <EmptyState small title={t('channel_none')} />}
          <BarChart
            name={t('revenue')}
            bars={(isUnknown(data[by]) ? [] : data[by]).slice(0, mostBars).map((item) => ({
              key: item.value ?? '',
              name: item.value ?? t('unknown'),
              value: item.revenue,
              aside: format.percent(item.share),
            }))}
            show={format.moneyCompact}
            onPick={({ key }) => key !== '' && drill({ [by]: [key] })}
          />
        </>
      )}
    </Panel>
  )
}

const isUnknown = (items: readonly { value: string | null }[]): boolean =>
  items.every(({ value }) => value === null)
