import { Button } from '@mantine/core'
import { ApiError } from '../hooks/http.ts'
import { useErrorText } from '../hooks/use-error-text.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { EmptyState } from './EmptyState.tsx'

export function PanelError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useWords(panelWords)
  const errorText = useErrorText()
  const reference = error instanceof ApiError ? error.requestId : undefined
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState
        small
        title={t('error_title')}
        text={errorText(error)}
        action={
          <>
            <Button variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
            {reference && <span className="quiet">{t('reference', { id: reference })}</span>}
          </>
        }
      />
    </div>
  )
}
