import '@mantine/dates/styles.css'
import 'dayjs/locale/es'
import { Button, SegmentedControl, UnstyledButton } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useState } from 'react'
import { comparisonNames, periodNames } from '../../hooks/filter.ts'
import { presetDays } from '../../hooks/period-range.ts'
import { usePreferences } from '../../hooks/preferences.tsx'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useKnownDays } from '../../hooks/use-known-days.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import classes from './PeriodChoices.module.css'

export function PeriodChoices({ onDone }: { onDone: () => void }) {
  const t = useWords(filterWords)
  const format = useFormat()
  const { language } = usePreferences()
  const { view, period, change } = useFilter()
  const days = useKnownDays()
  const [range, setRange] = useState<[string | null, string | null]>([
    view.start_date ?? null,
    view.end_date ?? null,
  ])
  const [start, end] = range

  return (
    <div className={classes.box}>
      <div className={classes.presets}>
        {periodNames.map((name) => {
          const shown = days && presetDays(name, days.asOf, days.firstDay)
          const chosen = period === name
          return (
            <UnstyledButton
              key={name}
              className={classes.preset ?? ''}
              aria-pressed={chosen}
              {...(chosen ? { 'data-autofocus': true } : {})}
              onClick={() => {
                change({ period: name, start_date: undefined, end_date: undefined })
                onDone()
              }}
            >
              <span>{t(name)}</span>
              <span className={classes.days}>{shown && format.range(shown.start, shown.end)}</span>
            </UnstyledButton>
          )
        })}
        {days && <p className={classes.note}>{t('counted_back', { day: format.dayWithYear(days.asOf) })}</p>}
      </div>
      <div className={classes.custom}>
        <p className={classes.label}>{t('custom')}</p>
        <DatePicker
          type="range"
          size="xs"
          locale={language}
          value={range}
          onChange={setRange}
          allowSingleDateInRange
          defaultDate={end ?? start ?? days?.asOf ?? new Date()}
          {...(days ? { maxDate: days.asOf, minDate: days.firstDay } : {})}
        />
        <Button
          fullWidth
          variant="light"
          disabled={!start || !end}
          onClick={() => {
            change({ period: undefined, start_date: start, end_date: end } as never)
            onDone()
          }}
        >
          {start && end ? format.range(start, end) : t('apply')}
        </Button>
      </div>
      <div className={classes.compare}>
        <p className={classes.label}>{t('compare')}</p>
        <SegmentedControl
          fullWidth
          aria-label={t('compare')}
          value={view.compare ?? 'previous_period'}
          onChange={(value) => change({ compare: value === 'previous_period' ? undefined : value })}
          data={comparisonNames.map((name) => ({ value: name, label: t(name) }))}
        />
      </div>
    </div>
  )
}
