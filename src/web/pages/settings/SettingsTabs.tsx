import { usePermission } from '../../hooks/permission.ts'
import { useWords } from '../../hooks/use-words.ts'
import { PageTabs } from '../../parts/PageTabs.tsx'
import { settingsWords } from '../../words/settings-words.ts'

export function SettingsTabs() {
  const t = useWords(settingsWords)
  const shop = usePermission('workspace:manage')
  const people = usePermission('people:manage')
  const keys = usePermission('keys:manage')
  const audit = usePermission('audit:read')
  const tabs = [
    { to: '/settings', name: t('profile'), shown: true },
    { to: '/settings/shop', name: t('shop'), shown: shop },
    { to: '/settings/people', name: t('people'), shown: people },
    { to: '/settings/keys', name: t('keys'), shown: keys },
    { to: '/settings/views', name: t('views'), shown: true },
    { to: '/settings/audit', name: t('audit'), shown: audit },
  ]
  return <PageTabs label={t('sections')} tabs={tabs.filter(({ shown }) => shown)} />
}
