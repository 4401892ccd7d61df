import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { act } from '../../hooks/act.ts'
import type { Actions } from '../../hooks/actions.ts'
import type { Reply } from '../../hooks/answers.ts'
import { useSearchChange } from '../../hooks/use-filter.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { toast } from '../../parts/toast.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import classes from './ScenarioForm.module.css'

type Scenario = Omit<Actions['save-scenario']['input'], 'name'>
type Props = { scenario: Scenario; opened: Reply<'list-scenarios'>['items'][number] | undefined }

/** Keeps the scenario under a name: as a new one, or in place of one's own that was opened. */
export function SaveScenario({ scenario, opened }: Props) {
  const t = useWords(scenarioWords)
  const failed = useSayFailed()
  const change = useSearchChange()
  const [name, setName] = useState(opened?.name ?? '')
  const [busy, setBusy] = useState(false)
  useEffect(() => setName(opened?.name ?? ''), [opened?.name])

  const run = async (work: () => Promise<{ scenario_id: string; name: string }>) => {
    setBusy(true)
    try {
      const saved = await work()
      change({ scenario: saved.scenario_id }, { replace: true })
      void toast({ message: t('saved', { name: saved.name }) })
    } catch (failure) {
      failed(failure)
    } finally {
      setBusy(false)
    }
  }
  const saveNew = () => run(() => act('save-scenario', { name: name.trim(), ...scenario }))
  const saveOpened = () =>
    run(() => act('change-scenario', { scenario_id: opened!.scenario_id, name: name.trim(), ...scenario }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (opened?.mine ? saveOpened() : saveNew())
  }
  return (
    <form className={`${classes.save} not-printed`} onSubmit={submit}>
      <TextInput
        label={t('name')}
        placeholder={t('name_hint')}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {opened?.mine && (
        <Button variant="default" disabled={name.trim() === '' || busy} onClick={() => void saveNew()}>
          {t('save_as_new')}
        </Button>
      )}
      <Button type="submit" loading={busy} disabled={name.trim() === ''}>
        {t(opened?.mine ? 'save_changes' : 'save')}
      </Button>
    </form>
  )
}
