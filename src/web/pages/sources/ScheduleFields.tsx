import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { clockTime, looksLikeCron, readSchedule, rhythms, writeSchedule } from './schedule.ts'
import type { Rhythm, Schedule } from './schedule.ts'
import { useSourceWords } from './use-source-words.ts'

type Props = { cron: string | null; onChange: (cron: string | null) => void }

const rhythmWords: Record<Rhythm, keyof typeof sourceWords> = {
  hour: 'every_hour',
  quarter: 'every_quarter',
  day: 'every_day',
  weekday: 'every_weekday',
  week: 'every_week',
  custom: 'custom',
  asked: 'only_when_asked',
}

const weekdays = [1, 2, 3, 4, 5, 6, 0]

/** When a source is refreshed: chosen in plain words, or written as cron. */
export function ScheduleFields({ cron, onChange }: Props) {
  const t = useWords(sourceWords)
  const { weekday } = useSourceWords()
  const [schedule, setSchedule] = useState(() => readSchedule(cron))
  const { rhythm } = schedule
  const change = (part: Partial<Schedule>) => {
    const next = { ...schedule, ...part }
    setSchedule(next)
    onChange(writeSchedule(next))
  }
  const setTime = (time: string) => {
    const [hour, minute] = time.split(':').map(Number)
    if (Number.isInteger(hour) && Number.isInteger(minute)) change({ hour, minute })
  }
  return (
    <>
      <Select
        label={t('when')}
        value={rhythm}
        onChange={(next) => next && change({ rhythm: next })}
        data={rhythms.map((value) => ({ value, label: t(rhythmWords[value]) }))}
      />
      {rhythm === 'hour' && (
        <NumberInput
          label={t('minute')}
          min={0}
          max={59}
          value={schedule.minute}
          onChange={(minute) => typeof minute === 'number' && change({ minute })}
        />
      )}
      {rhythm === 'week' && (
        <Select
          label={t('on')}
          value={String(schedule.weekday)}
          onChange={(day) => day && change({ weekday: Number(day) })}
          data={weekdays.map((day) => ({ value: String(day), label: weekday(day) }))}
        />
      )}
      {(rhythm === 'day' || rhythm === 'weekday' || rhythm === 'week') && (
        <TextInput
          type="time"
          label={t('at')}
          value={clockTime(schedule)}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      )}
      {rhythm === 'custom' && (
        <TextInput
          label={t('cron')}
          description={t('cron_about')}
          error={looksLikeCron(schedule.cron) ? null : t('cron_wrong')}
          value={schedule.cron}
          onChange={(event) => change({ cron: event.currentTarget.value })}
        />
      )}
    </>
  )
}
