import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import { useImportWords } from '../imports/use-import-words.ts'

export function QualityWarning({ importId }: { importId: string }) {
  const t = useWords(dataWords)
  const words = useImportWords()
  const { data } = useAnswer('data-quality', { import_id: importId })
  if (!data?.quality || data.quality === 'good') return null
  const [gravest] = data.reasons_of_quality
  return (
    <Notice
      manner={data.quality === 'poor' ? 'worse' : 'attention'}
      title={`${t(data.quality)}.`}
      {...(gravest && { text: `${words.note(gravest)}.` })}
      action={
        <Button variant="subtle" component={Link} to="/data">
          {t('see_quality')}
        </Button>
      }
    />
  )
}
