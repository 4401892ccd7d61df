import { loadCharts } from '../../charts/load-charts.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice } from '../../hooks/use-filter.ts'
import { Grid } from '../../parts/Grid.tsx'
import { DistributionPanel } from '../sales/DistributionPanel.tsx'
import { GrowthPanel } from '../sales/GrowthPanel.tsx'
import { AccuracyPanel } from './AccuracyPanel.tsx'
import { EffectsPanel } from './EffectsPanel.tsx'
import { ExpectPanel } from './ExpectPanel.tsx'
import { FewData } from './FewData.tsx'
import { ForecastPanel } from './ForecastPanel.tsx'
import { ForecastTabs } from './ForecastTabs.tsx'
import { ForecastToolbar } from './ForecastToolbar.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { PartsPanel } from './PartsPanel.tsx'
import { ProfilePanel } from './ProfilePanel.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { useForecastQuestion } from './use-forecast-question.ts'

void loadCharts()

/** What will be sold, how sure that is, and what it is made of. */
export function SalesForecastPage() {
  const { question, ...controls } = useForecastQuestion()
  const [thorough, setThorough] = useChoice('thorough', ['no', 'yes'], 'no')
  const forecast = useAnswer('sales-forecast', {
    ...question,
    ...(thorough === 'yes' ? { thorough: true } : {}),
  })
  const { days_ahead: _, ...past } = question
  const parts = useAnswer('sales-decomposition', past)
  const few = forecast.data?.state === 'not_enough_data'
  const taken = parts.data?.state !== 'not_enough_data'
  const byDay = question.granularity === 'day'
  const third = byDay ? 'span-4' : 'span-6'
  return (
    <>
      <ForecastTabs />
      <ForecastToolbar {...controls} />
      {few ? (
        <FewData needed={forecast.data?.needed} />
      ) : (
        <Grid>
          <ExpectPanel answer={forecast} />
          <ForecastPanel answer={forecast} />
          <AccuracyPanel className="span-8" answer={forecast} />
          <MethodPanel
            className="span-4"
            answer={forecast}
            thorough={thorough === 'yes'}
            onThorough={(on) => setThorough(on ? 'yes' : 'no')}
          />
          <TrialPanel className="span-6" answer={forecast} />
          <RecordPanel className="span-6" metric={question.metric} />
          <PartsPanel answer={parts} />
          {taken && (
            <>
              {byDay && <ProfilePanel className={third} answer={parts} of="week" />}
              <ProfilePanel className={third} answer={parts} of="year" />
              <EffectsPanel className={third} answer={parts} />
            </>
          )}
          <GrowthPanel className="span-6" />
          <DistributionPanel className="span-6" />
        </Grid>
      )}
    </>
  )
}
