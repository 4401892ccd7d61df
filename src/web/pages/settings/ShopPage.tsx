import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { updateWorkspace } from '../../hooks/session.ts'
import { act } from '../../hooks/act.ts'
import { ApiError } from '../../hooks/http.ts'
import { followJob } from '../../hooks/jobs.ts'
import { forgetAnswers } from '../../hooks/query-client.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { FormCard } from '../../parts/FormCard.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { PageSkeleton } from '../../parts/PageSkeleton.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import { CutOffs } from './CutOffs.tsx'
import { RatesCard } from './RatesCard.tsx'
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
          <RatesCard currency={settings.data.currency} />
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
  const [localTimes, setLocalTimes] = useState<'kept' | 'moved'>('kept')
  const save = async () => {
    const asked = { workspace_id, name, currency, time_zone: timeZone, local_times: localTimes }
    const { job_id } = await act('update-workspace', asked)
    if (job_id !== null) await restated(job_id)
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
      {timeZone !== settings.time_zone && (
        <Select
          label={t('local_times')}
          value={localTimes}
          onChange={(next) => next && setLocalTimes(next)}
          data={[
            { value: 'kept', label: t('local_times_kept') },
            { value: 'moved', label: t('local_times_moved') },
          ]}
        />
      )}
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

/** Waits until the shop's facts are written anew; what went wrong there is said in the form. */
async function restated(jobId: string): Promise<void> {
  const job = await followJob(jobId, () => undefined)
  if (job.status !== 'completed') {
    throw new ApiError(409, job.error?.code ?? 'conflicting_state', job.error?.message ?? job.status)
  }
  await forgetAnswers()
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
