import { SegmentedControl, Select } from '@mantine/core'
import { useMemo } from 'react'
import type { AnomalyEntity } from '../../../contracts/anomalies.ts'
import { anomalyKey } from '../../hooks/anomaly-key.ts'
import type { Column } from '../../hooks/column.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice, useFilter, useSearchValues } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Definition } from '../../parts/Definition.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { anomalyWords } from '../../words/anomaly-words.ts'
import { severities, useAnomalyNames } from './anomaly-names.ts'
import type { Anomaly } from './anomaly-names.ts'
import { DownloadList } from './DownloadList.tsx'
import { ForecastTabs } from './ForecastTabs.tsx'
import { SeverityBadge } from './SeverityBadge.tsx'

const entities = [
  'all_kinds',
  'shop',
  'country',
  'category',
  'product',
  'traffic_source',
  'order',
] as const satisfies readonly (AnomalyEntity | 'all_kinds')[]
const sensitivities = ['0.01', '0.02', '0.05', '0.1'] as const

/** Days and orders out of the common; each opens what accounts for it. */
export function AnomaliesPage() {
  const t = useWords(anomalyWords)
  const format = useFormat()
  const { asked } = useFilter()
  const search = useSearchValues()
  const list = useList('-date')
  const [entity, setEntity] = useChoice('kind', entities, 'all_kinds')
  const [severity, setSeverity] = useChoice('severity', severities, 'low')
  const [share, setShare] = useChoice('share', sensitivities, '0.05')
  const question = {
    ...asked,
    severity,
    contamination: Number(share),
    sort: list.sort,
    ...(entity === 'all_kinds' ? {} : { entity }),
  }
  const answer = useAnswer('anomalies', { ...question, limit: list.limit, offset: list.offset })
  const { data } = answer
  const columns = useAnomalyColumns()
  const shown = useMemo(() => columns.filter(({ hidden }) => !hidden), [columns])
  const { low, medium, high, critical } = data?.by_severity ?? {}
  return (
    <>
      <ForecastTabs />
      <Toolbar
        end={
          <>
            <Definition title={t('list')} text={t('about')} />
            <DownloadList
              name="anomalies"
              title={t('list')}
              columns={columns}
              most={1000}
              page={(limit, offset) => ({ ...question, limit, offset })}
            />
          </>
        }
      >
        <SegmentedControl
          aria-label={t('at_least')}
          value={severity}
          onChange={setSeverity}
          data={severities.map((one) => ({ value: one, label: one === 'critical' ? t(one) : `${t(one)} +` }))}
        />
        <Select
          w={150}
          aria-label={t('kind')}
          value={entity}
          allowDeselect={false}
          onChange={(value) => value && setEntity(value)}
          data={entities.map((one) => ({ value: one, label: t(one) }))}
        />
        <Select
          w={190}
          aria-label={t('sensitivity')}
          value={share}
          allowDeselect={false}
          onChange={(value) => value && setShare(value)}
          data={sensitivities.map((one) => ({
            value: one,
            label: t('sensitivity_of', { share: format.percent(Number(one), 0) }),
          }))}
        />
      </Toolbar>
      <p className="quiet" role="status" style={{ marginBottom: 8, minHeight: 21, fontSize: 13 }}>
        {data &&
          t('found', {
            critical: critical ?? 0,
            high: high ?? 0,
            medium: medium ?? 0,
            low: low ?? 0,
          })}
      </p>
      <ListBody
        label={t('list')}
        answer={answer}
        list={list}
        columns={shown}
        rowKey={(row) => anomalyKey(row)}
        rowLink={(row) => ({ to: '/forecasts/anomalies', search: { ...search, odd: anomalyKey(row) } })}
        empty={<EmptyState title={t('none')} text={t('none_text')} />}
      />
    </>
  )
}

function useAnomalyColumns(): Column<Anomaly>[] {
  const t = useWords(anomalyWords)
  const names = useAnomalyNames()
  return useMemo(
    () => [
      { key: 'date', title: t('date'), kind: 'day', value: (row) => row.date, sort: 'date' },
      {
        key: 'severity',
        title: t('severity'),
        kind: 'text',
        value: (row) => t(row.severity),
        show: (row) => <SeverityBadge severity={row.severity} />,
        sort: 'severity',
      },
      {
        key: 'who',
        title: t('kind'),
        kind: 'text',
        value: (row) => names.which(row),
      },
      { key: 'metric', title: t('figure'), kind: 'text', value: (row) => t(row.metric), hidden: true },
      {
        key: 'actual',
        title: t('actual'),
        kind: 'number',
        value: (row) => row.actual,
        show: (row) => (
          <span style={{ color: row.direction === 'below' ? 'var(--worse)' : undefined, fontWeight: 500 }}>
            {names.show(row.metric, row.actual)} {t(row.metric)}
          </span>
        ),
      },
      {
        key: 'usual',
        title: t('usual'),
        kind: 'text',
        value: (row) => names.range(row.metric, row.expected_low, row.expected_high),
      },
      { key: 'account', title: t('account'), kind: 'text', value: (row) => names.account(row) },
      { key: 'beneath', title: t('beneath'), kind: 'text', value: (row) => names.beneath(row) },
    ],
    [t, names],
  )
}
