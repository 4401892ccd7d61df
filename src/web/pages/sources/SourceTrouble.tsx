import type { SourceView } from '../../../contracts/sources.ts'
import { ApiError } from '../../hooks/http.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { ServerSaid } from './ServerSaid.tsx'

/** Why a source is not fresh, what to do, and how old what is shown is. */
export function SourceTrouble({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const errorText = useErrorText()
  const format = useFormat()
  const now = useNow()
  const { state, failures, refreshed_at, last_refresh, last_write_back, quiet_hours } = source
  const error = failures > 0 ? last_refresh?.error : null
  const kept =
    refreshed_at === null
      ? t('failing_never')
      : t('failing_text', { age: format.ago(refreshed_at, now), count: failures })
  return (
    <>
      {error && (
        <div>
          <Notice
            manner="worse"
            title={t('failing_title')}
            text={`${errorText(new ApiError(422, error.code, error.message))} ${kept}`}
          />
          <ServerSaid text={error.message} />
        </div>
      )}
      {state === 'quiet' && (
        <Notice title={t('quiet_title')} text={t('quiet_text', { hours: quiet_hours ?? 0 })} />
      )}
      {last_write_back?.error && (
        <div>
          <Notice
            manner="worse"
            title={t('write_back_failed')}
            text={errorText(new ApiError(422, last_write_back.code ?? 'internal', last_write_back.error))}
          />
          <ServerSaid text={last_write_back.error} />
        </div>
      )}
    </>
  )
}
