import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePermission } from '../../hooks/permission.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { overviewWords } from '../../words/overview-words.ts'

export function EmptyShop() {
  const t = useWords(overviewWords)
  const mayImport = usePermission('imports:write')
  return (
    <EmptyState
      title={t('empty_title')}
      text={t('empty')}
      action={
        mayImport && (
          <Button component={Link} to="/data/import">
            {t('import')}
          </Button>
        )
      }
    />
  )
}
