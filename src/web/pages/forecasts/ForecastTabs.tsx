import { useWords } from '../../hooks/use-words.ts'
import { PageTabs } from '../../parts/PageTabs.tsx'
import { forecastWords } from '../../words/forecast-words.ts'

export function ForecastTabs() {
  const t = useWords(forecastWords)
  return (
    <PageTabs
      label={t('sections')}
      tabs={[
        { to: '/forecasts', name: t('sales') },
        { to: '/forecasts/scenarios', name: t('scenarios') },
        { to: '/forecasts/products', name: t('products') },
        { to: '/forecasts/anomalies', name: t('anomalies') },
      ]}
    />
  )
}
