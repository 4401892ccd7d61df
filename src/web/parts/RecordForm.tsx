import { Button, Drawer, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { ApiError } from '../hooks/http.ts'
import { usePreferences } from '../hooks/preferences.tsx'
import { useErrorText } from '../hooks/use-error-text.ts'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import classes from './RecordForm.module.css'

export type FieldKind = 'text' | 'long_text' | 'number' | 'day' | 'email'
export type FieldValue = string | number | null
export type RecordField = {
  key: string
  label: string
  kind: FieldKind
  required?: boolean
  half?: boolean
  unit?: string
}

type Props = {
  title: string
  about?: string
  fields: readonly RecordField[]
  values: Readonly<Record<string, FieldValue | undefined>>
  /** gets only what was changed */
  onSave: (changes: Record<string, FieldValue>) => Promise<void>
  onClose: () => void
}

/** A record's fields in a drawer. What was typed stays whatever the server answers. */
export function RecordForm({ title, about, fields, values, onSave, onClose }: Props) {
  const t = useWords(recordWords)
  const errorText = useErrorText()
  const { language } = usePreferences()
  const [typed, setTyped] = useState<Record<string, FieldValue>>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const changed = Object.keys(typed).length > 0

  const set = (key: string, value: FieldValue) => {
    const before = values[key] ?? null
    setTyped((all) => {
      const others = Object.entries(all).filter(([name]) => name !== key)
      return Object.fromEntries(value === before ? others : [...others, [key, value]])
    })
  }
  const refused = (key: string): string | null => {
    const details = error instanceof ApiError ? error.details : []
    const detail = details.find(({ parameter }) => parameter === key)
    if (!detail) return null
    if (detail.value === undefined || detail.value === null) return t('required')
    // what would be accepted is said in the server's own language
    return language === 'en' && typeof detail.allowed === 'string' ? detail.allowed : t('not_valid')
  }
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await onSave(typed)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const leave = () => (changed && !asking ? setAsking(true) : onClose())

  return (
    <Drawer opened onClose={leave} title={title} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)} className={classes.form}>
        {about && <p className="quiet">{about}</p>}
        <div className={classes.fields}>
          {fields.map((field, index) => (
            <div key={field.key} data-half={field.half || undefined} className={classes.field}>
              <Field
                field={field}
                isFirst={index === 0}
                value={field.key in typed ? typed[field.key]! : (values[field.key] ?? null)}
                error={refused(field.key)}
                onChange={(value) => set(field.key, value)}
              />
            </div>
          ))}
        </div>
        <div className={classes.foot}>
          {error !== null && (
            <p className={classes.error} role="alert">
              {errorText(error)}
            </p>
          )}
          {asking ? (
            <>
              <span className={classes.asking}>{t('discard_title')}</span>
              <Button variant="default" onClick={() => setAsking(false)}>
                {t('keep_editing')}
              </Button>
              <Button color="red" onClick={onClose}>
                {t('discard')}
              </Button>
            </>
          ) : (
            <>
              <Button variant="default" onClick={leave}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={busy} disabled={!changed}>
                {t('save')}
              </Button>
            </>
          )}
        </div>
      </form>
    </Drawer>
  )
}

type FieldProps = {
  field: RecordField
  /** takes the focus when the drawer opens */
  isFirst: boolean
  value: FieldValue
  error: string | null
  onChange: (value: FieldValue) => void
}

function Field({ field, isFirst, value, error, onChange }: FieldProps) {
  const shared = {
    label: field.label,
    error,
    required: field.required ?? false,
    'data-autofocus': isFirst || undefined,
  }
  const text = value === null ? '' : String(value)
  const write = (typed: string) => onChange(typed.trim() === '' ? null : typed)
  if (field.kind === 'number') {
    return (
      <NumberInput
        {...shared}
        hideControls
        value={value === null ? '' : Number(value)}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
        rightSection={field.unit ? <span className={classes.unit}>{field.unit}</span> : null}
        rightSectionWidth={field.unit ? 52 : 0}
      />
    )
  }
  if (field.kind === 'long_text') {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    )
  }
  const type = field.kind === 'day' ? 'date' : field.kind === 'email' ? 'email' : 'text'
  return (
    <TextInput {...shared} type={type} value={text} onChange={(event) => write(event.currentTarget.value)} />
  )
}
