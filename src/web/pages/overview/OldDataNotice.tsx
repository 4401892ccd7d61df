import { useState } from 'react'
import { addDays } from '../../hooks/period-range.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { overviewWords } from '../../words/overview-words.ts'

const daysUntilOld = 7

/** "Last 30 days" of data that ends in spring are days of spring: said before the figures. */
export function OldDataNotice({ asOf }: { asOf: string | null | undefined }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  if (!asOf || addDays(asOf, daysUntilOld) >= today) return null
  return <Notice title={t('old_title', { day: format.dayWithYear(asOf) })} text={t('old')} />
}
