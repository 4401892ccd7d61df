import { useMemo } from 'react'
import { anomalyKey } from '../../hooks/anomaly-key.ts'
import { known } from '../../hooks/known.ts'
import { useSearchChange } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { anomalyWords } from '../../words/anomaly-words.ts'
import { severities, useAnomalyNames } from './anomaly-names.ts'
import type { Anomaly } from './anomaly-names.ts'
import { SeverityBadge } from './SeverityBadge.tsx'

/** What else was out of the common on the day of one: its countries, categories, products, sources and orders. */
export function SameDay({ others }: { others: readonly Anomaly[] }) {
  const t = useWords(anomalyWords)
  const names = useAnomalyNames()
  const change = useSearchChange()
  const sorted = useMemo(
    () =>
      others.toSorted(
        (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.score - a.score,
      ),
    [others],
  )
  return (
    <Panel title={t('same_day')} definition={t('same_day_about')} answer={known(others)} height="auto">
      {() => (
        <CompactTable
          label={t('same_day')}
          columns={[
            { key: 'who', title: t('kind'), kind: 'text', value: (row) => names.which(row) },
            {
              key: 'severity',
              title: t('severity'),
              kind: 'text',
              value: (row) => t(row.severity),
              show: (row) => <SeverityBadge severity={row.severity} />,
            },
            {
              key: 'actual',
              title: t('actual'),
              kind: 'number',
              value: (row) => row.actual,
              show: (row) => `${names.show(row.metric, row.actual)} ${t(row.metric)}`,
            },
            {
              key: 'usual',
              title: t('usual'),
              kind: 'number',
              value: () => null,
              show: (row) => names.range(row.metric, row.expected_low, row.expected_high),
            },
          ]}
          rows={sorted}
          rowKey={anomalyKey}
          onOpen={(row) => change({ odd: anomalyKey(row) })}
        />
      )}
    </Panel>
  )
}
