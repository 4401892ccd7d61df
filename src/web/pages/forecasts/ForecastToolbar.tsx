import { NumberInput, SegmentedControl } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useWords } from '../../hooks/use-words.ts'
import { forecastWords } from '../../words/forecast-words.ts'
import classes from './ForecastToolbar.module.css'
import { horizons, longestHorizon, shortestHorizon } from './horizon.ts'
import { forecastGranularities, forecastMetrics } from './use-forecast-question.ts'
import type { useForecastQuestion } from './use-forecast-question.ts'

type Props = Omit<ReturnType<typeof useForecastQuestion>, 'question'>

/** What to forecast, in which steps, and how many days ahead. */
export function ForecastToolbar({ metric, setMetric, granularity, setGranularity, days, setDays }: Props) {
  const t = useWords(forecastWords)
  const setLater = useDebouncedCallback(setDays, 500)
  return (
    <div className={`${classes.bar} not-printed`}>
      <SegmentedControl
        aria-label={t('metric')}
        value={metric}
        onChange={setMetric}
        data={forecastMetrics.map((one) => ({ value: one, label: t(one) }))}
      />
      <SegmentedControl
        aria-label={t('granularity')}
        value={granularity}
        onChange={setGranularity}
        data={forecastGranularities.map((one) => ({ value: one, label: t(one) }))}
      />
      <div className={classes.horizon}>
        <SegmentedControl
          aria-label={t('horizon')}
          value={horizons.some((preset) => preset === days) ? String(days) : 'own'}
          onChange={(value) => value !== 'own' && setDays(Number(value))}
          data={horizons.map((preset) => ({
            value: String(preset),
            label: t('horizon_days', { count: preset }),
          }))}
        />
        <NumberInput
          key={days}
          w={72}
          aria-label={t('horizon_own')}
          title={t('horizon_own')}
          defaultValue={days}
          min={shortestHorizon}
          max={longestHorizon}
          clampBehavior="blur"
          allowDecimal={false}
          onChange={(value) => {
            const next = Number(value)
            if (next >= shortestHorizon && next <= longestHorizon) setLater(next)
          }}
        />
      </div>
    </div>
  )
}
