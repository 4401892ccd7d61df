import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '../hooks/use-words.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { shellWords } from '../words/shell-words.ts'

export function NotFound() {
  const t = useWords(shellWords)
  return (
    <EmptyState
      title={t('not_found_title')}
      text={t('not_found')}
      action={
        <Button component={Link} to="/">
          {t('go_home')}
        </Button>
      }
    />
  )
}
