import { lazy, Suspense } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'

const QualityWarning = lazy(async () => ({
  default: (await import('./QualityWarning.tsx')).QualityWarning,
}))

/** Where the last import asks for care, that is said before the figures; its words come only then. */
export function QualityNotice() {
  const imports = useAnswer('imports', { limit: 5 })
  const last = imports.data?.items.find(({ undone_at }) => undone_at === null)
  if (!last || last.quality === 'good') return null
  return (
    <Suspense>
      <QualityWarning importId={last.import_id} />
    </Suspense>
  )
}
