import { Button, Switch, TextInput } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { usePermission } from '../hooks/permission.ts'
import { parseSearch, writeSearch } from '../hooks/search.ts'
import { act } from '../hooks/act.ts'
import { useAnswer } from '../hooks/use-answer.ts'
import { useErrorText } from '../hooks/use-error-text.ts'
import { useWords } from '../hooks/use-words.ts'
import { toast } from '../parts/toast.ts'
import { viewWords } from '../words/view-words.ts'
import classes from './SavedViews.module.css'

const shownViews = 8

export function SavedViewsList({ onDone }: { onDone: () => void }) {
  const t = useWords(viewWords)
  const views = useAnswer('list-views', {})
  const maySave = usePermission('views:write')
  const items = views.data?.items ?? []
  return (
    <div className={classes.box}>
      {items.length > 0 && (
        <nav className={classes.list} aria-label={t('title')}>
          {items.slice(0, shownViews).map((view) => (
            <Link
              key={view.view_id}
              to={view.page}
              search={parseSearch(view.search)}
              className={classes.view ?? ''}
              onClick={onDone}
              title={view.name}
            >
              {view.name}
            </Link>
          ))}
          <Link to="/settings/views" className={`${classes.view} quiet`} onClick={onDone}>
            {t('all')}
          </Link>
        </nav>
      )}
      {maySave && <SaveForm onDone={onDone} />}
    </div>
  )
}

function SaveForm({ onDone }: { onDone: () => void }) {
  const t = useWords(viewWords)
  const errorText = useErrorText()
  const location = useRouterState({ select: (state) => state.location })
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function save(event: FormEvent) {
    event.preventDefault()
    setError(null)
    try {
      const { orders_of: _, ...search } = location.search as Record<string, unknown>
      await act('save-view', { name, page: location.pathname, search: writeSearch(search).slice(1), shared })
      void toast({ message: t('saved', { name }) })
      onDone()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)}>
      <p className="quiet">{t('about')}</p>
      <TextInput
        data-autofocus
        aria-label={t('name')}
        placeholder={t('name')}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={error === null ? null : errorText(error)}
      />
      <Switch
        label={t('shared')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Button type="submit">{t('save')}</Button>
    </form>
  )
}
