import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { usePermission } from '../../hooks/permission.ts'
import { usePreferences } from '../../hooks/preferences.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { IconRefresh } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { modelWords } from '../../words/model-words.ts'
import { pageWords } from '../../words/page-words.ts'
import { ModelName } from './ModelName.tsx'
import { useModelStory } from './model-story.ts'
import { ModelState } from './ModelState.tsx'
import { useTraining } from './use-training.ts'

type Model = Reply<'models'>['items'][number]

export function ModelsPage() {
  const t = useWords(modelWords)
  const page = useWords(pageWords)
  const navigate = useNavigate()
  const { language } = usePreferences()
  const mayTrain = usePermission('models:train')
  const { training, train } = useTraining()
  const story = useModelStory()
  const answer = useAnswer('models', {})
  const columns = useMemo<Column<Model>[]>(
    () => [
      {
        key: 'model',
        title: t('model'),
        kind: 'text',
        value: (row) => row.title[language],
        show: (row) => <ModelName title={row.title[language]} purpose={row.purpose[language]} />,
      },
      {
        key: 'state',
        title: t('state'),
        kind: 'text',
        value: (row) => t(row.state),
        show: (row) => <ModelState state={row.state} stale={row.stale} />,
      },
      {
        key: 'tried',
        title: t('tried_column'),
        kind: 'text',
        value: (row) => story(row)?.short ?? null,
      },
      {
        key: 'record',
        title: t('record'),
        kind: 'text',
        value: ({ record }) =>
          record.scored > 0
            ? t('record_of', { better: record.better_than_naive, scored: record.scored })
            : t('record_none'),
      },
      { key: 'trained', title: t('trained'), kind: 'moment', value: (row) => row.trained_at },
    ],
    [t, language, story],
  )
  const trainAll = async () => {
    for (const model of answer.data?.items ?? []) await train(model.name, model.title[language])
  }
  return (
    <>
      {mayTrain && (
        <PageAction>
          <Button
            leftSection={<IconRefresh size={16} />}
            loading={training !== null}
            onClick={() => void trainAll()}
          >
            {t('train_all')}
          </Button>
        </PageAction>
      )}
      <Grid>
        <Panel
          title={page('models')}
          subtitle={t('models_about')}
          answer={answer}
          height="auto"
          table={({ items }) => tableOf(columns, items)}
        >
          {({ items }) => (
            <CompactTable
              label={page('models')}
              columns={columns}
              rows={items}
              rowKey={(row) => row.name}
              onOpen={(row) => void navigate({ to: `/models/${row.name}` })}
            />
          )}
        </Panel>
      </Grid>
    </>
  )
}
