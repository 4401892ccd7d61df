import { Button, Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../hooks/page-head.ts'
import { usePermission } from '../../hooks/permission.ts'
import { usePreferences } from '../../hooks/preferences.tsx'
import { useAnswer } from '../../hooks/use-answer.ts'
import { usePageId } from '../../hooks/use-page-id.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Grid } from '../../parts/Grid.tsx'
import { IconRefresh } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { modelWords } from '../../words/model-words.ts'
import { RecordPanel } from '../forecasts/RecordPanel.tsx'
import { BacktestPanel } from './BacktestPanel.tsx'
import { CalibrationPanel } from './CalibrationPanel.tsx'
import { LedgerPanel } from './LedgerPanel.tsx'
import { ModelFacts } from './ModelFacts.tsx'
import { RunsPanel } from './RunsPanel.tsx'
import { useTraining } from './use-training.ts'

// where what it says is shown
const pageOf: Readonly<Record<string, string>> = {
  'customer-segmentation': '/customers/segments',
  'customer-value': '/customers/value',
  churn: '/customers/at-risk',
  'sales-forecast': '/forecasts',
  'demand-forecast': '/forecasts/products',
  anomalies: '/forecasts/anomalies',
}

export function ModelPage() {
  const t = useWords(modelWords)
  const name = usePageId()
  const { language } = usePreferences()
  const mayTrain = usePermission('models:train')
  const { training, train } = useTraining()
  const answer = useAnswer('model', { name }, { forget: true })
  const title = answer.data?.title[language]
  usePageTitle(title ?? name)
  if (!answer.data && answer.isError) {
    return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  }
  if (!answer.data) return <PageSkeleton />
  const { backtest, ledger } = answer.data
  const calibrated = (backtest?.calibration.length ?? 0) > 0
  const page = pageOf[name]
  return (
    <>
      {mayTrain && (
        <PageAction>
          {page && (
            <Button variant="default" component={Link} to={page}>
              {t('see_page')}
            </Button>
          )}
          <Button
            leftSection={<IconRefresh size={16} />}
            loading={training !== null}
            onClick={() => void train(name, title ?? name)}
          >
            {t('train')}
          </Button>
        </PageAction>
      )}
      {training && (
        <Progress
          aria-label={t('training')}
          value={Math.round((training.progress ?? 0) * 100)}
          animated={training.progress === null}
          mb="md"
        />
      )}
      <Grid>
        <ModelFacts answer={answer} />
        {name === 'sales-forecast' && <RecordPanel metric="revenue" linked={false} />}
        {backtest && <BacktestPanel answer={answer} />}
        {calibrated && <CalibrationPanel answer={answer} />}
        {ledger.length > 0 && <LedgerPanel answer={answer} />}
        <RunsPanel answer={answer} />
      </Grid>
    </>
  )
}
