import { useWords } from '../../hooks/use-words.ts'
import { PageTabs } from '../../parts/PageTabs.tsx'
import { insightWords } from '../../words/insight-words.ts'

export function CustomerTabs() {
  const t = useWords(insightWords)
  return (
    <PageTabs
      label={t('sections')}
      tabs={[
        { to: '/customers', name: t('list') },
        { to: '/customers/segments', name: t('segments') },
        { to: '/customers/retention', name: t('retention') },
        { to: '/customers/value', name: t('value') },
        { to: '/customers/at-risk', name: t('at_risk') },
        { to: '/customers/call-list', name: t('call_list') },
      ]}
    />
  )
}
