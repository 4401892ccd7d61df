import { loadCharts } from '../../charts/load-charts.ts'
import { usePermission } from '../../hooks/permission.ts'
import { textOf } from '../../hooks/search.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter, useSearchValues } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { scenarioWords } from '../../words/scenario-words.ts'
import { FewData } from './FewData.tsx'
import { ForecastTabs } from './ForecastTabs.tsx'
import { ForecastToolbar } from './ForecastToolbar.tsx'
import { isComplete } from './scenario-changes.ts'
import { SavedScenarios } from './SavedScenarios.tsx'
import { SaveScenario } from './SaveScenario.tsx'
import { ScenarioEffects } from './ScenarioEffects.tsx'
import { ScenarioForm } from './ScenarioForm.tsx'
import { ScenarioResult } from './ScenarioResult.tsx'
import classes from './ScenariosPage.module.css'
import { useChanges } from './use-changes.ts'
import { useForecastQuestion } from './use-forecast-question.ts'

void loadCharts()

/** What if: the forecast with changes laid over it, and those that were saved. */
export function ScenariosPage() {
  const t = useWords(scenarioWords)
  const { question, ...controls } = useForecastQuestion()
  const { view } = useFilter()
  const mayEdit = usePermission('views:write')
  const [changes, setChanges] = useChanges()
  const complete = changes.filter(isComplete)
  const saved = useAnswer('list-scenarios', {})
  const id = textOf(useSearchValues().scenario)
  const scenario = useAnswer(
    'forecast-scenario',
    { ...question, changes: JSON.stringify(complete) },
    { enabled: complete.length > 0 },
  )
  const { metric, granularity, days } = controls
  const shown = complete.length > 0
  return (
    <>
      <ForecastTabs />
      <ForecastToolbar {...controls} />
      <Grid>
        <div className={`span-4 ${classes.side}`}>
          <ScenarioForm changes={changes} onChange={setChanges} />
          {shown && mayEdit && (
            <SaveScenario
              scenario={{
                question: { metric, granularity, days_ahead: days, filter: { ...view, period: undefined } },
                changes: complete,
              }}
              opened={saved.data?.items.find(({ scenario_id }) => scenario_id === id)}
            />
          )}
        </div>
        <div className={`span-8 ${classes.side}`}>
          {!shown && (
            <div className={classes.empty}>
              <EmptyState title={t('first')} text={t('first_text')} />
            </div>
          )}
          {shown && scenario.data?.state === 'not_enough_data' && <FewData needed={scenario.data.needed} />}
          {shown && scenario.data?.state !== 'not_enough_data' && (
            <>
              <ScenarioResult answer={scenario} />
              {!scenario.isError && <ScenarioEffects answer={scenario} changes={complete} />}
            </>
          )}
        </div>
        <SavedScenarios answer={saved} />
      </Grid>
    </>
  )
}
