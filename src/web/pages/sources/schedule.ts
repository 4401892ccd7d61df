export const rhythms = ['hour', 'quarter', 'day', 'weekday', 'week', 'custom', 'asked'] as const
export type Rhythm = (typeof rhythms)[number]

/** When a source is refreshed, as people say it. What none of the rhythms is stays a cron expression. */
export type Schedule = {
  rhythm: Rhythm
  minute: number
  hour: number
  /** 0 is Sunday */
  weekday: number
  cron: string
}

const usual: Schedule = { rhythm: 'hour', minute: 7, hour: 6, weekday: 1, cron: '7 * * * *' }

export function readSchedule(cron: string | null): Schedule {
  if (cron === null) return { ...usual, rhythm: 'asked' }
  const custom: Schedule = { ...usual, rhythm: 'custom', cron }
  if (cron.trim() === '*/15 * * * *') return { ...usual, rhythm: 'quarter', cron }
  const parts = /^(\d{1,2}) (\d{1,2}|\*) \* \* (\*|1-5|MON-FRI|[0-7])$/i.exec(cron.trim())
  if (!parts) return custom
  const [, minuteText = '', hourText = '', days = ''] = parts
  const minute = Number(minuteText)
  if (minute > 59) return custom
  if (hourText === '*') return days === '*' ? { ...custom, rhythm: 'hour', minute } : custom
  const hour = Number(hourText)
  if (hour > 23) return custom
  const at = { ...custom, minute, hour }
  if (days === '*') return { ...at, rhythm: 'day' }
  if (!/^\d$/.test(days)) return { ...at, rhythm: 'weekday' }
  return { ...at, rhythm: 'week', weekday: Number(days) % 7 }
}

export function writeSchedule({ rhythm, minute, hour, weekday, cron }: Schedule): string | null {
  if (rhythm === 'asked') return null
  if (rhythm === 'custom') return cron.trim().replaceAll(/\s+/g, ' ')
  if (rhythm === 'quarter') return '*/15 * * * *'
  if (rhythm === 'hour') return `${minute} * * * *`
  const days = { day: '*', weekday: '1-5', week: String(weekday) }[rhythm]
  return `${minute} ${hour} * * ${days}`
}

/** Five parts; whether each means something is the server's to say. */
export const looksLikeCron = (text: string): boolean => /^\s*\S+(\s+\S+){4}\s*$/.test(text)

export const clockTime = ({ hour, minute }: Pick<Schedule, 'hour' | 'minute'>): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
