import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './ForecastNotes.module.css'
import { useMetricFormat } from './use-forecast-question.ts'
import { useWeekdays } from './use-weekdays.ts'

/** What was done to the series before it was forecast: an open last day, gaps, closed days, holidays. */
export function ForecastNotes({ forecast }: { forecast: Reply<'sales-forecast'> }) {
  const t = useWords(forecastWords)
  const format = useFormat()
  const weekdays = useWeekdays('long')
  const { exact } = useMetricFormat(forecast.metric)
  const { left_out, calendar, closed_weekdays } = forecast
  const notes = forecast.notes
    .filter((note) => note !== 'partial_last_left_out' || !left_out)
    .map((note) => t(note, { days: format.list(closed_weekdays.map((weekday) => weekdays[weekday] ?? '')) }))
  if (calendar && calendar.holidays > 0)
    notes.push(
      t('calendar', {
        count: calendar.holidays,
        country: format.country(calendar.country_code) ?? calendar.country,
      }),
    )
  if (notes.length === 0 && !left_out) return null
  return (
    <div className={classes.notes}>
      {left_out && (
        <p>{t(left_out.why, { day: format.dayWithYear(left_out.date), value: exact(left_out.value) })}</p>
      )}
      {notes.length > 0 && (
        <p>
          {t('notes')}: {notes.join(' · ')}
        </p>
      )}
    </div>
  )
}
