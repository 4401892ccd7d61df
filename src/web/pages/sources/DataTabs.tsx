import { useWords } from '../../hooks/use-words.ts'
import { PageTabs } from '../../parts/PageTabs.tsx'
import { sourceWords } from '../../words/source-words.ts'

export function DataTabs() {
  const t = useWords(sourceWords)
  return (
    <PageTabs
      label={t('sections')}
      tabs={[
        { to: '/data', name: t('quality_and_imports') },
        { to: '/data/sources', name: t('sources') },
      ]}
    />
  )
}
