import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { BarChart } from '../../charts/BarChart.tsx'
import { Waterfall } from '../../charts/Waterfall.tsx'
import type { ViewFilter } from '../../hooks/filter.ts'
import { known } from '../../hooks/known.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { anomalyWords } from '../../words/anomaly-words.ts'
import { useWhyNames } from '../why/why-names.ts'
import { useAnomalyNames } from './anomaly-names.ts'
import type { Anomaly } from './anomaly-names.ts'
import classes from './AnomalyDrawer.module.css'

type Explanation = Anomaly['explanation']
type ByDimension = Explanation['dimensions'][number]
type Props = { one: Anomaly; onPick: (narrower: ViewFilter) => void }

const leastMoney = 0.005

/** What accounts for an odd figure: volume, mix and price; where; and what else was unlike other days. */
export function AnomalyParts({ one, onPick }: Props) {
  const t = useWords(anomalyWords)
  const why = useWhyNames()
  const names = useAnomalyNames()
  const [by, setBy] = useState('')
  const { parts, dimensions, features, difference } = one.explanation
  const answer = known(one.explanation)
  const steps = parts.map(({ part, amount }) => ({
    key: part,
    name: why.part(part, 'price_volume_mix'),
    // what sums leave over in their last bits is nothing
    value: Math.abs(amount) < leastMoney ? 0 : amount,
  }))
  const chosen = dimensions.find(({ dimension }) => dimension === by) ?? dimensions[0]
  return (
    <>
      {features.length > 0 && (
        <Panel title={t('features')} answer={answer} height="auto">
          {() => (
            <CompactTable
              label={t('features')}
              columns={[
                { key: 'feature', title: t('figure'), kind: 'text', value: (row) => t(row.feature) },
                {
                  key: 'value',
                  title: t('actual'),
                  kind: 'number',
                  value: (row) => row.value,
                  show: (row) => names.show(row.feature, row.value),
                },
                {
                  key: 'usual',
                  title: t('usual'),
                  kind: 'number',
                  value: () => null,
                  show: (row) => names.range(row.feature, row.usual_low, row.usual_high),
                },
              ]}
              rows={features}
              rowKey={({ feature }) => feature}
            />
          )}
        </Panel>
      )}
      {steps.length > 0 && (
        <Panel
          title={t('parts')}
          definition={t('parts_about')}
          answer={answer}
          height="auto"
          table={() =>
            tableOf(
              [
                { key: 'part', title: t('part'), kind: 'text', value: (row) => row.name },
                { key: 'amount', title: t('difference'), kind: 'money', value: (row) => row.value },
              ],
              steps,
            )
          }
        >
          {() => (
            <Waterfall
              name={t('revenue')}
              steps={steps}
              total={{ name: t('whole'), value: difference }}
              show={names.signed}
            />
          )}
        </Panel>
      )}
      {chosen && (
        <Panel
          title={t('where')}
          definition={t('where_about')}
          answer={answer}
          height="auto"
          table={() =>
            tableOf(
              [
                { key: 'name', title: t(chosen.dimension), kind: 'text', value: (row) => row.name },
                { key: 'actual', title: t('actual'), kind: 'money', value: (row) => row.actual },
                { key: 'expected', title: t('usual'), kind: 'money', value: (row) => row.expected },
                {
                  key: 'difference',
                  title: t('difference'),
                  kind: 'money',
                  value: (row) => row.contribution,
                },
              ],
              rowsOf(chosen),
            )
          }
        >
          {() => (
            <>
              <div className={classes.ways}>
                <SegmentedControl
                  aria-label={t('by')}
                  value={chosen.dimension}
                  onChange={setBy}
                  data={dimensions.map(({ dimension }) => ({ value: dimension, label: t(dimension) }))}
                />
              </div>
              <BarChart
                name={t('difference')}
                bars={rowsOf(chosen).map(({ key, name, contribution }) => ({
                  key,
                  name,
                  value: contribution,
                  manner: contribution >= 0 ? ('better' as const) : ('worse' as const),
                }))}
                show={names.signed}
                onPick={({ key }) =>
                  key !== '' &&
                  onPick({ [chosen.dimension === 'product' ? 'product_id' : chosen.dimension]: [key] })
                }
              />
            </>
          )}
        </Panel>
      )}
    </>
  )

  function rowsOf({ items, rest }: ByDimension) {
    const named = items.map((item) => ({ ...item, key: item.id ?? '', name: item.name ?? t('unknown') }))
    if (rest.count === 0) return named
    const others = { key: '', name: t('others', { count: rest.count }), contribution: rest.contribution }
    return [...named, { ...others, id: null, actual: null, expected: null }]
  }
}
