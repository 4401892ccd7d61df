import { ActionIcon, NumberInput, Select } from '@mantine/core'
import type { closableDimensions } from '../../../contracts/forecast-scenarios.ts'
import { addDays } from '../../hooks/period-range.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useKnownDays } from '../../hooks/use-known-days.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DayField } from '../../parts/DayField.tsx'
import { IconX } from '../../parts/icons.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import { longestHorizon } from './horizon.ts'
import type { Change } from './scenario-changes.ts'
import classes from './ScenarioForm.module.css'

type Dimension = (typeof closableDimensions)[number]

const dimensions = [
  'country',
  'category',
  'traffic_source',
  'payment_method',
  'device_type',
  'region',
  'city',
] as const satisfies readonly Dimension[]

type Props = { change: Change; onChange: (change: Change) => void; onRemove: () => void }

/** One change of a scenario: what happens and when. */
export function ChangeFields({ change, onChange, onRemove }: Props) {
  const t = useWords(scenarioWords)
  const known = useKnownDays()
  const first = known ? addDays(known.asOf, 1) : undefined
  const { start_date, end_date } = change
  const isBackward = start_date !== undefined && end_date !== undefined && end_date < start_date
  const day = (name: 'start_date' | 'end_date', label: string) => (
    <DayField
      label={label}
      placeholder={t(name === 'start_date' ? 'first_day' : 'last_day')}
      value={change[name]}
      min={name === 'end_date' ? (change.start_date ?? first) : first}
      max={first && addDays(first, longestHorizon - 1)}
      error={name === 'end_date' && isBackward && t('ends_before')}
      onChange={(chosen) => {
        const { [name]: _, ...rest } = change
        onChange(chosen ? { ...rest, [name]: chosen } : rest)
      }}
    />
  )
  return (
    <fieldset className={classes.change}>
      <legend className={classes.legend}>{t(change.kind)}</legend>
      <ActionIcon
        size={28}
        className={classes.remove ?? ''}
        aria-label={t('remove_change', { name: t(change.kind) })}
        onClick={onRemove}
      >
        <IconX size={15} />
      </ActionIcon>
      <div className={classes.fields}>
        <KindFields change={change} onChange={onChange} />
        {day('start_date', t('from'))}
        {day('end_date', t('until'))}
      </div>
    </fieldset>
  )
}

function KindFields({ change, onChange }: Omit<Props, 'onRemove'>) {
  const t = useWords(scenarioWords)
  switch (change.kind) {
    case 'promotion':
      return (
        <>
          <Percent
            label={t('discount')}
            value={change.discount}
            min={1}
            max={90}
            onChange={(discount) => onChange({ ...change, discount: discount ?? 0 })}
          />
          <Percent
            label={t('uplift')}
            value={change.uplift}
            placeholder={t('estimated')}
            min={-90}
            max={2000}
            onChange={(uplift) => {
              const { uplift: _, ...rest } = change
              onChange(uplift === undefined ? rest : { ...rest, uplift })
            }}
          />
        </>
      )
    case 'price':
      return (
        <>
          <Percent
            label={t('price_change')}
            value={change.change}
            min={-90}
            max={500}
            onChange={(value) => onChange({ ...change, change: value ?? 0 })}
          />
          <NumberInput
            label={t('elasticity')}
            title={t('elasticity_hint')}
            placeholder={t('estimated')}
            value={change.elasticity ?? ''}
            min={-10}
            max={0}
            step={0.5}
            decimalScale={2}
            onChange={(value) => {
              const { elasticity: _, ...rest } = change
              onChange(typeof value === 'number' ? { ...rest, elasticity: value } : rest)
            }}
          />
        </>
      )
    case 'closure':
      return <ClosureFields change={change} onChange={onChange} />
    case 'growth':
      return (
        <Percent
          label={t('growth_change')}
          value={change.change}
          min={-90}
          max={1000}
          wide
          onChange={(value) => onChange({ ...change, change: value ?? 0 })}
        />
      )
  }
}

const mostValues = 200

type ClosureProps = {
  change: Extract<Change, { kind: 'closure' }>
  onChange: (change: Change) => void
}

function ClosureFields({ change, onChange }: ClosureProps) {
  const t = useWords(scenarioWords)
  const facets = useAnswer('facets', { period: 'all_time', limit: mostValues })
  const values = facets.data?.facets[change.dimension].map(({ value }) => value)
  // of very many only the commonest are offered
  const isUnknown =
    values !== undefined &&
    values.length < mostValues &&
    change.value !== '' &&
    !values.includes(change.value)
  return (
    <>
      <Select
        label={t('dimension')}
        value={change.dimension}
        allowDeselect={false}
        data={dimensions.map((one) => ({ value: one, label: t(one) }))}
        onChange={(value) => value && onChange({ ...change, dimension: value, value: '' })}
      />
      <Select
        label={t('value')}
        value={change.value || null}
        searchable
        data={values ?? []}
        error={isUnknown && t('value_unknown', { value: change.value })}
        onChange={(value) => onChange({ ...change, value: value ?? '' })}
      />
      <Percent
        label={t('kept')}
        title={t('kept_hint')}
        value={change.kept ?? 0}
        min={0}
        max={100}
        wide
        onChange={(kept) => onChange({ ...change, kept: kept ?? 0 })}
      />
    </>
  )
}

type PercentProps = {
  label: string
  title?: string
  value: number | undefined
  placeholder?: string
  min: number
  max: number
  wide?: boolean
  onChange: (fraction: number | undefined) => void
}

/** Typed in per cent, kept as a fraction. */
function Percent({ value, min, max, wide = false, title, onChange, ...shown }: PercentProps) {
  return (
    <NumberInput
      {...shown}
      {...(title ? { title } : {})}
      className={wide ? (classes.wide ?? '') : ''}
      value={value === undefined ? '' : Math.round(value * 10_000) / 100}
      min={min}
      max={max}
      clampBehavior="blur"
      decimalScale={2}
      suffix=" %"
      onChange={(typed) => onChange(typeof typed === 'number' ? typed / 100 : undefined)}
    />
  )
}
