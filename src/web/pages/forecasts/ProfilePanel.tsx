import { useMemo } from 'react'
import { ChangeBars } from '../../charts/ChangeBars.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { salesPartWords } from '../../words/sales-part-words.ts'
import { useEffectFormat } from './use-effect-format.ts'
import { useMonths, useWeekdays } from './use-weekdays.ts'

type Decomposition = Reply<'sales-decomposition'>
type Props = { answer: Asked<Decomposition>; of: 'week' | 'year'; className?: string }

const names = {
  week: { title: 'week_profile', about: 'week_profile_about' },
  year: { title: 'year_profile', about: 'year_profile_about' },
} as const

/** How much more or less than on average is sold on each weekday, or at each time of the year. */
export function ProfilePanel({ answer, of, className }: Props) {
  const t = useWords(salesPartWords)
  const { data } = answer
  const short = { week: useWeekdays('short'), year: useMonths('short') }[of]
  const long = { week: useWeekdays('long'), year: useMonths('long') }[of]
  const effect = useEffectFormat(data)
  const rows = useMemo(() => {
    const base = data?.mode === 'multiplicative' ? 1 : 0
    const profile =
      of === 'week'
        ? (data?.weekly_profile ?? []).map(({ weekday, factor }) => ({ index: weekday, factor }))
        : (data?.yearly_profile ?? []).map(({ month, factor }) => ({ index: month - 1, factor }))
    return profile.map(({ index, factor }) => ({
      name: long[index] ?? '',
      short: short[index] ?? '',
      value: factor - base,
    }))
  }, [data, of, long, short])
  const bars = useMemo(() => rows.map((row) => ({ name: row.short, value: row.value, detail: row.name })), [rows]) // prettier-ignore
  const sorted = rows.toSorted((a, b) => b.value - a.value)
  return (
    <Panel
      className={className}
      title={t(names[of].title)}
      subtitle={
        sorted.length > 0
          ? t('week_best', { name: sorted[0].name, low: sorted.at(-1)?.name ?? '' })
          : undefined
      }
      definition={t(names[of].about)}
      answer={answer}
      height={220}
      isEmpty={() => rows.length === 0}
      emptyText={t('profile_none')}
      table={() =>
        tableOf(
          [
            { key: 'name', title: t('name'), kind: 'text', value: (row) => row.name },
            { key: 'effect', title: t('effect'), kind: effect.kind, value: (row) => row.value },
          ],
          rows,
        )
      }
    >
      {() => <ChangeBars name={t('effect')} bars={bars} show={effect.show} short={effect.short} plain />}
    </Panel>
  )
}
