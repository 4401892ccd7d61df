import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { updateWorkspace } from '../../hooks/session.ts'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { FormCard } from '../../parts/FormCard.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import { CutOffs } from './CutOffs.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'

type Settings = Reply<'get-settings'>

export function ShopPage() {
  const settings = useAnswer('get-settings', {})
  return (
    <>
      <SettingsTabs />
      {settings.isError && !settings.data && (
        <PanelError error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {settings.isPending && <PageSkeleton />}
      {settings.data && (
        <Grid key={settings.data.workspace_id}>
          <div className="span-6">
            <ShopForm settings={settings.data} />
          </div>
          <div className="span-6">
            <SegmentsForm settings={settings.data} />
          </div>
        </Grid>
      )}
    </>
  )
}

function ShopForm({ settings }: { settings: Settings }) {
  const t = useWords(settingsWords)
  const { workspace_id } = settings
  const [name, setName] = useState(settings.name)
  const [currency, setCurrency] = useState(settings.currency)
  const [timeZone, setTimeZone] = useState(settings.time_zone)
  const [language, setLanguage] = useState(settings.language)
  const save = async () => {
    await act('update-workspace', { workspace_id, name, currency, time_zone: timeZone })
    updateWorkspace({ workspace_id, name, currency, time_zone: timeZone })
    if (language !== settings.language) await act('change-settings', { language })
  }
  return (
    <FormCard
      title={t('shop')}
      text={t('rebuild')}
      submit={t('save')}
      done={t('saved')}
      disabled={name.trim() === ''}
      onSubmit={save}
    >
      <TextInput
        label={t('shop_name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('currency')}
        searchable
        value={currency}
        onChange={(next) => next && setCurrency(next)}
        data={Intl.supportedValuesOf('currency')}
      />
      <Select
        label={t('time_zone')}
        searchable
        value={timeZone}
        onChange={(next) => next && setTimeZone(next)}
        data={[...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])]}
      />
      <Select
        label={t('reports_language')}
        value={language}
        onChange={(next) => next && setLanguage(next)}
        data={[
          { value: 'es', label: 'Español' },
          { value: 'en', label: 'English' },
        ]}
      />
    </FormCard>
  )
}

const schemes = [
  ['rfm-11', 'scheme_rfm'],
  ['clusters-8', 'scheme_clusters'],
  ['rules-7', 'scheme_rules'],
  ['filter-4', 'scheme_filter'],
] as const

function SegmentsForm({ settings }: { settings: Settings }) {
  const t = useWords(settingsWords)
  const [scheme, setScheme] = useState(settings.segment_scheme)
  const [cuts, setCuts] = useState({
    recency_cut_offs: settings.recency_cut_offs,
    frequency_cut_offs: settings.frequency_cut_offs,
    monetary_cut_offs: settings.monetary_cut_offs,
  })
  const [cover, setCover] = useState(settings.max_cover_days)
  const save = () => act('change-settings', { segment_scheme: scheme, ...cuts, max_cover_days: cover })
  return (
    <FormCard title={t('segments_title')} submit={t('save')} done={t('saved')} onSubmit={save}>
      <Select
        label={t('scheme')}
        value={scheme}
        onChange={(next) => next && setScheme(next)}
        data={schemes.map(([value, word]) => ({ value, label: t(word) }))}
      />
      <NumberInput
        label={t('max_cover_days')}
        min={1}
        max={730}
        value={cover}
        onChange={(next) => typeof next === 'number' && setCover(next)}
      />
      <CutOffs cuts={cuts} onChange={setCuts} />
    </FormCard>
  )
}
