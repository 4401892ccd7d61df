import { ActionIcon } from '@mantine/core'
import { act } from '../../hooks/act.ts'
import type { Reply } from '../../hooks/answers.ts'
import { readFilter } from '../../hooks/filter.ts'
import type { SearchValues } from '../../hooks/search.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { searchOf } from '../../hooks/use-filter.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { IconX } from '../../parts/icons.ts'
import { Panel } from '../../parts/Panel.tsx'
import { toast } from '../../parts/toast.ts'
import { forecastWords } from '../../words/forecast-words.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import { useChangeNames } from './use-change-names.ts'

type List = Reply<'list-scenarios'>
type Saved = List['items'][number]

/** The scenarios of the team: opened by a click, removed and brought back. */
export function SavedScenarios({ answer }: { answer: Asked<List> }) {
  const t = useWords(scenarioWords)
  const forecast = useWords(forecastWords)
  const named = useChangeNames()
  const failed = useSayFailed()
  const manages = usePermission('workspace:manage')
  const remove = ({ scenario_id }: Saved) => {
    act('remove-scenario', { scenario_id }).then(({ name }) => {
      const undo = () => {
        act('restore-scenario', { scenario_id }).then(
          () => void toast({ message: t('restored', { name }) }),
          failed,
        )
      }
      void toast({ message: t('removed', { name }), undo: { label: t('undo'), run: undo } })
    }, failed)
  }
  return (
    <Panel
      title={t('list')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      emptyText={`${t('none')}. ${t('none_text')}`}
    >
      {({ items }) => (
        <DataTable
          label={t('list')}
          maxHeight="320px"
          columns={[
            { key: 'name', title: t('name'), kind: 'text', value: (row) => row.name },
            {
              key: 'changes',
              title: t('changes'),
              kind: 'text',
              value: (row) => row.changes.map(named).join(' · '),
            },
            {
              key: 'what',
              title: forecast('metric'),
              kind: 'text',
              value: ({ question }) =>
                `${forecast(question.metric)}, ${forecast('horizon_days', { count: question.days_ahead })}`,
            },
            { key: 'by', title: t('by'), kind: 'text', value: (row) => row.author_name },
            { key: 'when', title: t('when'), kind: 'moment', value: (row) => row.updated_at },
          ]}
          rows={items}
          rowKey={({ scenario_id }) => scenario_id}
          rowLink={(row) => ({ to: '/forecasts/scenarios', search: addressOf(row) })}
          rowActions={(row) =>
            (row.mine || manages) && (
              <ActionIcon size={28} aria-label={`${t('remove')}: ${row.name}`} onClick={() => remove(row)}>
                <IconX size={15} />
              </ActionIcon>
            )
          }
        />
      )}
    </Panel>
  )
}

/** The page's address with a saved scenario on it. */
function addressOf({ scenario_id, question, changes }: Saved): SearchValues {
  const { metric, granularity, days_ahead, filter } = question
  return {
    ...searchOf(readFilter(textsOf(filter))),
    measure: metric,
    granularity,
    days_ahead: String(days_ahead),
    changes: JSON.stringify(changes),
    scenario: scenario_id,
  }
}

const textsOf = (filter: object): SearchValues =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]: [string, unknown]) =>
      value === undefined || value === null
        ? []
        : [[name, Array.isArray(value) ? value.map(String) : String(value as string | number)]],
    ),
  )
