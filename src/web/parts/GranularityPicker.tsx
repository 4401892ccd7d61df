import { SegmentedControl } from '@mantine/core'
import { useGranularity } from '../hooks/use-granularity.ts'
import { useWords } from '../hooks/use-words.ts'
import { overviewWords } from '../words/overview-words.ts'

export function GranularityPicker() {
  const t = useWords(overviewWords)
  const { granularity, setGranularity } = useGranularity()
  return (
    <SegmentedControl
      aria-label={t('granularity')}
      value={granularity}
      onChange={(value) => setGranularity(value)}
      data={[
        { value: 'day', label: t('day') },
        { value: 'week', label: t('week') },
        { value: 'month', label: t('month') },
      ]}
    />
  )
}
