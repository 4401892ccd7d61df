import { Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ScatterChart } from '../../charts/ScatterChart.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'
import { GroupLegend } from './GroupLegend.tsx'
import classes from './GroupLegend.module.css'
import { useInsightNames } from './insight-names.ts'

const counts = ['3', '4', '5', '6', '7', '8', '9', '10'] as const

/** Customers in two dimensions, coloured by the group k-means puts them in. */
export function LikenessPanel({ className }: { className?: string }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useInsightNames()
  const navigate = useNavigate()
  const [k, setK] = useChoice('groups', counts, '5')
  const answer = useAnswer('customer-clusters', { n_clusters: Number(k) })
  const { data } = answer
  const groups = useMemo(
    () => data?.clusters.map(({ segment }) => names.segment(segment)) ?? [],
    [data, names],
  )
  const points = useMemo(
    () =>
      data?.pca.points.map((point) => ({
        key: point.customer_id,
        name: point.customer_id,
        x: point.x,
        y: point.y,
        group: point.cluster_id,
      })) ?? [],
    [data],
  )
  const axes = useMemo(() => {
    const show = (value: number): string => format.number(value, 1)
    return { x: { name: t('axis_one'), show }, y: { name: t('axis_two'), show } }
  }, [t, format])
  return (
    <Panel
      className={className}
      title={t('map')}
      subtitle={
        data &&
        t('map_subtitle', {
          count: data.n_clusters,
          score: format.number(data.silhouette_score, 2),
        })
      }
      definition={t('map_about')}
      answer={answer}
      height="auto"
      isEmpty={({ clusters }) => clusters.length === 0}
      controls={
        <Select
          aria-label={t('groups')}
          w={80}
          allowDeselect={false}
          value={k}
          onChange={(next) => next && setK(next)}
          data={counts.map((one) => ({ value: one, label: one }))}
        />
      }
      table={({ clusters }) =>
        tableOf(
          [
            { key: 'group', title: t('group'), kind: 'text', value: (row) => names.segment(row.segment) },
            { key: 'customers', title: t('customers'), kind: 'number', value: (row) => row.size },
            { key: 'share', title: t('share'), kind: 'percent', value: (row) => row.share },
            {
              key: 'orders',
              title: t('orders_each'),
              kind: 'number',
              value: (row) => Math.round(row.characteristics.mean_frequency * 10) / 10,
            },
            {
              key: 'money',
              title: t('money_each'),
              kind: 'money',
              value: (row) => row.characteristics.mean_monetary,
            },
            {
              key: 'days',
              title: t('days_since'),
              kind: 'number',
              value: (row) => Math.round(row.characteristics.mean_recency_days),
            },
          ],
          clusters,
        )
      }
    >
      {({ clusters }) => (
        <>
          <div className={classes.map}>
            <ScatterChart
              name={t('map')}
              points={points}
              groups={groups}
              {...axes}
              onPick={({ key }) => void navigate({ to: `/customers/${encodeURIComponent(key)}` })}
            />
          </div>
          <GroupLegend groups={clusters} />
        </>
      )}
    </Panel>
  )
}
