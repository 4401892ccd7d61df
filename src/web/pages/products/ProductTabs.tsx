import { useWords } from '../../hooks/use-words.ts'
import { PageTabs } from '../../parts/PageTabs.tsx'
import { productWords } from '../../words/product-words.ts'

export function ProductTabs() {
  const t = useWords(productWords)
  return (
    <PageTabs
      label={t('sections')}
      tabs={[
        { to: '/products', name: t('catalogue') },
        { to: '/products/performance', name: t('performance') },
      ]}
    />
  )
}
