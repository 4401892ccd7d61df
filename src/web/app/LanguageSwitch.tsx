import { SegmentedControl } from '@mantine/core'
import { keepPreference } from '../hooks/account-preferences.ts'
import { usePreferences } from '../hooks/preferences.tsx'
import { useWords } from '../hooks/use-words.ts'
import { shellWords } from '../words/shell-words.ts'

export function LanguageSwitch() {
  const t = useWords(shellWords)
  const { language, setLanguage } = usePreferences()
  return (
    <SegmentedControl
      aria-label={t('language')}
      value={language}
      onChange={(value) => {
        const language = value === 'en' ? 'en' : 'es'
        setLanguage(language)
        keepPreference({ language })
      }}
      data={[
        { value: 'es', label: t('spanish') },
        { value: 'en', label: t('english') },
      ]}
    />
  )
}
