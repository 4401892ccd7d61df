import { lazy, Suspense, useMemo } from 'react'
import { Skeleton } from '@mantine/core'
import { useAnswer } from '../../hooks/use-answer.ts'
import type { Column } from '../../hooks/column.ts'
import type { Reply } from '../../hooks/answers.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Change } from '../../parts/Change.tsx'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'
import classes from './MapPanel.module.css'

const loadMap = () => import('../../charts/CountryMap.tsx')
const CountryMap = lazy(async () => ({ default: (await loadMap()).CountryMap }))
void loadMap()

type Country = Reply<'countries'>['items'][number]

export const mapHeight = 440

/** The world and, beside it, its largest countries. */
export function MapPanel({ className, rows = 10 }: { className?: string; rows?: number }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const countries = useAnswer('countries', asked)
  const columns = useCountryColumns()
  const open = (country: string | null) => country !== null && drill({ country: [country] })
  const shownColumns = useMemo(
    () => columns.filter(({ key }) => ['country', 'revenue', 'share', 'change'].includes(key)),
    [columns],
  )
  return (
    <Panel
      className={className}
      title={t('map')}
      definition={t('map_about')}
      answer={countries}
      height="auto"
      isEmpty={(data) => data.items.length === 0}
      onOrders={() => drill()}
      table={(data) => tableOf(columns, data.items)}
    >
      {(data) => (
        <div className={classes.sides}>
          <Suspense fallback={<Skeleton height={mapHeight} />}>
            <CountryMap
              name={t('revenue')}
              items={data.items}
              show={format.moneyCompact}
              onPick={({ name }) => open(name)}
              height={mapHeight}
            />
          </Suspense>
          <CompactTable
            label={t('map')}
            columns={shownColumns}
            rows={data.items.slice(0, rows)}
            rowKey={(item) => item.country ?? ''}
            onOpen={(item) => open(item.country)}
          />
        </div>
      )}
    </Panel>
  )
}

export function useCountryColumns(): Column<Country>[] {
  const t = useWords(overviewWords)
  return useMemo(
    () => [
      { key: 'country', title: t('country'), kind: 'text', value: (item) => item.country ?? t('unknown') },
      { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue, bar: true },
      { key: 'orders', title: t('orders'), kind: 'number', value: (item) => item.orders },
      { key: 'aov', title: t('aov'), kind: 'money', value: (item) => item.average_order_value },
      { key: 'customers', title: t('customers'), kind: 'number', value: (item) => item.customers },
      { key: 'share', title: t('share'), kind: 'percent', value: (item) => item.share },
      {
        key: 'change',
        title: t('change'),
        kind: 'change',
        value: (item) => item.change,
        show: (item) => (item.change === null ? '–' : <Change value={item.change} />),
      },
    ],
    [t],
  )
}
