import { useAnswer } from '../../hooks/use-answer.ts'
import { Grid } from '../../parts/Grid.tsx'
import { EffectsPanel } from './EffectsPanel.tsx'
import { PartsPanel } from './PartsPanel.tsx'
import { ProfilePanel } from './ProfilePanel.tsx'
import type { useForecastQuestion } from './use-forecast-question.ts'

type Question = ReturnType<typeof useForecastQuestion>['question']

/** What sales are made of: trend, seasons, holidays and promotions. */
export function SeasonsPanels({ question }: { question: Question }) {
  const { days_ahead: _, ...past } = question
  const parts = useAnswer('sales-decomposition', past)
  const byDay = question.granularity === 'day'
  const third = byDay ? 'span-4' : 'span-6'
  return (
    <Grid>
      <PartsPanel answer={parts} />
      {parts.data?.state !== 'not_enough_data' && (
        <>
          {byDay && <ProfilePanel className={third} answer={parts} of="week" />}
          <ProfilePanel className={third} answer={parts} of="year" />
          <EffectsPanel className={third} answer={parts} />
        </>
      )}
    </Grid>
  )
}
