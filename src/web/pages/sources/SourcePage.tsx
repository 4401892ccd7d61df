import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { SourceView } from '../../../contracts/sources.ts'
import { usePageTitle } from '../../hooks/page-head.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { usePageId } from '../../hooks/use-page-id.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Grid } from '../../parts/Grid.tsx'
import { IconPlay, IconRefresh } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { FeedList } from './FeedList.tsx'
import { RefreshHistory } from './RefreshHistory.tsx'
import { SourceFacts } from './SourceFacts.tsx'
import { SourceMenu } from './SourceMenu.tsx'
import { SourceState } from './SourceState.tsx'
import { SourceTrouble } from './SourceTrouble.tsx'
import { useSourceActions } from './use-source-actions.ts'
import classes from './sources.module.css'

const everyMs = 15_000

export function SourcePage() {
  const t = useWords(sourceWords)
  const mayRefresh = usePermission('imports:write')
  const source_id = usePageId()
  const answer = useAnswer('get-source', { source_id }, { forget: true, askEvery: everyMs })
  usePageTitle(answer.data?.name ?? t('source'))
  if (!answer.data && answer.isError)
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  const source = answer.data
  if (!source) return <PageSkeleton />
  return (
    <>
      {mayRefresh && <SourceActions source={source} />}
      <div className={classes.head}>
        <SourceState source={source} />
        <span>{source.place}</span>
      </div>
      <Grid>
        <SourceTrouble source={source} />
        <SourceFacts source={source} />
        <RefreshHistory source={source} />
        {source.feeds.length + source.mappings.length > 0 && (
          <Panel title={t('what_is_read')} answer={answer} height="auto">
            {({ feeds, mappings }) => <FeedList feeds={feeds} mappings={mappings} />}
          </Panel>
        )}
      </Grid>
    </>
  )
}

function SourceActions({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const navigate = useNavigate()
  const { refresh, resume } = useSourceActions()
  const mayManage = usePermission('workspace:manage')
  return (
    <PageAction>
      {source.paused && mayManage ? (
        <Button leftSection={<IconPlay size={16} />} onClick={() => void resume(source)}>
          {t('resume')}
        </Button>
      ) : (
        <Button
          leftSection={<IconRefresh size={16} />}
          loading={source.running_job_id !== null}
          onClick={() => void refresh(source)}
        >
          {t('refresh_now')}
        </Button>
      )}
      <SourceMenu source={source} onRemoved={() => void navigate({ to: '/data/sources' })} />
    </PageAction>
  )
}
