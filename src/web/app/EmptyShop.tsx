import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePermission } from '../hooks/permission.ts'
import { useWords } from '../hooks/use-words.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { shellWords } from '../words/shell-words.ts'

/** Instead of a page of empty panels: what will be here, and the one step that brings it. */
export function EmptyShop() {
  const t = useWords(shellWords)
  const mayConnect = usePermission('workspace:manage')
  const mayImport = usePermission('imports:write')
  return (
    <EmptyState
      title={t('no_sales_title')}
      text={t('no_sales')}
      action={
        mayImport && (
          <>
            <Button component={Link} to="/data/import">
              {t('import_data')}
            </Button>
            {mayConnect && (
              <Button variant="default" component={Link} to="/data/sources/new">
                {t('connect_source')}
              </Button>
            )}
          </>
        )
      }
    />
  )
}
