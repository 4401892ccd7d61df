import { loadCharts } from '../../charts/load-charts.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useChoice } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Grid } from '../../parts/Grid.tsx'
import { Section } from '../../parts/Section.tsx'
import { forecastWords } from '../../words/forecast-words.ts'
import { DistributionPanel } from '../sales/DistributionPanel.tsx'
import { GrowthPanel } from '../sales/GrowthPanel.tsx'
import { AccuracyPanel } from './AccuracyPanel.tsx'
import { ExpectPanel } from './ExpectPanel.tsx'
import { FewData } from './FewData.tsx'
import { ForecastPanel } from './ForecastPanel.tsx'
import { ForecastTabs } from './ForecastTabs.tsx'
import { ForecastToolbar } from './ForecastToolbar.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { SeasonsPanels } from './SeasonsPanels.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { useForecastQuestion } from './use-forecast-question.ts'

void loadCharts()

/** What will be sold; below it, how sure that is and what it is made of. */
export function SalesForecastPage() {
  const t = useWords(forecastWords)
  const format = useFormat()
  const { question, ...controls } = useForecastQuestion()
  const [thorough, setThorough] = useChoice('thorough', ['no', 'yes'], 'no')
  const forecast = useAnswer('sales-forecast', {
    ...question,
    ...(thorough === 'yes' ? { thorough: true } : {}),
  })
  const wape = forecast.data?.model_metrics?.wape ?? null
  const naive = forecast.data?.naive_metrics?.wape ?? null
  return (
    <>
      <ForecastTabs />
      <ForecastToolbar {...controls} />
      {forecast.data?.state === 'not_enough_data' ? (
        <FewData needed={forecast.data.needed} />
      ) : (
        <>
          <Grid>
            <ExpectPanel answer={forecast} />
            <ForecastPanel answer={forecast} />
          </Grid>
          <Section
            title={t('section_trust')}
            summary={
              wape !== null && naive !== null
                ? t('section_trust_sum', { wape: format.percent(wape, 0), naive: format.percent(naive, 0) })
                : undefined
            }
          >
            <Grid>
              <AccuracyPanel className="span-8" answer={forecast} />
              <MethodPanel
                className="span-4"
                answer={forecast}
                thorough={thorough === 'yes'}
                onThorough={(on) => setThorough(on ? 'yes' : 'no')}
              />
              <TrialPanel className="span-6" answer={forecast} />
              <RecordPanel className="span-6" metric={question.metric} />
            </Grid>
          </Section>
          <Section title={t('section_parts')}>
            <SeasonsPanels question={question} />
          </Section>
          <Section title={t('section_growth')}>
            <Grid>
              <GrowthPanel className="span-6" />
              <DistributionPanel className="span-6" />
            </Grid>
          </Section>
        </>
      )}
    </>
  )
}
