import { Button } from '@mantine/core'
import { useFilter } from '../hooks/use-filter.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { EmptyState } from './EmptyState.tsx'

export function PanelEmpty({ text }: { text?: string | undefined }) {
  const t = useWords(panelWords)
  const { period, change } = useFilter()
  if (text) return <EmptyState small title={text} />
  const wider = period !== 'all_time' && (
    <Button
      variant="default"
      onClick={() => change({ period: 'all_time', start_date: undefined, end_date: undefined } as never)}
    >
      {t('all_time')}
    </Button>
  )
  return <EmptyState small title={t('empty')} text={t('empty_hint')} action={wider} />
}
