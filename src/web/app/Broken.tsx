import { Button, Code } from '@mantine/core'
import { useWords } from '../hooks/use-words.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { shellWords } from '../words/shell-words.ts'

/** A page whose own code failed: the frame around it goes on working. */
export function Broken({ error }: { error: unknown }) {
  const t = useWords(shellWords)
  return (
    <EmptyState
      title={t('broken_title')}
      text={t('broken')}
      action={
        <>
          <Code>{error instanceof Error ? error.message : String(error)}</Code>
          <Button onClick={() => location.reload()}>{t('reload')}</Button>
        </>
      }
    />
  )
}
