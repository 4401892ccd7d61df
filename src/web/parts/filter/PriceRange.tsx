import { Button, NumberInput, RangeSlider } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { ChoicesHead } from './ChoicesHead.tsx'
import classes from './FilterChoices.module.css'

/** A slider by powers for the coarse, two fields for the exact. */
export function PriceRange({ onBack }: { onBack: () => void }) {
  const t = useWords(filterWords)
  const format = useFormat()
  const { view, change } = useFilter()
  const { data } = useAnswer('facets', {})
  const top = Math.max(1, Math.ceil(data?.price_range?.max ?? 1))
  const [low, setLow] = useState<number | ''>(view.min_price ?? '')
  const [high, setHigh] = useState<number | ''>(view.max_price ?? '')

  const toSlider = (price: number): number => (Math.log1p(price) / Math.log1p(top)) * 100
  const toPrice = (place: number): number => Math.round(Math.expm1((place / 100) * Math.log1p(top)))
  const amount = (value: string | number): number | '' => (typeof value === 'number' ? value : '')
  const store = (from: number | '', to: number | '') =>
    change({
      min_price: from === '' || from === 0 ? undefined : from,
      max_price: to === '' ? undefined : to,
    })

  return (
    <div>
      <ChoicesHead title={t('price')} onBack={onBack} />
      <div className={classes.price}>
        <RangeSlider
          min={0}
          max={100}
          step={0.5}
          minRange={0}
          value={[toSlider(low === '' ? 0 : low), toSlider(high === '' ? top : high)]}
          label={(place) => format.money(toPrice(place))}
          thumbFromLabel={t('lowest')}
          thumbToLabel={t('highest')}
          onChange={([from, to]) => {
            setLow(from <= 0 ? '' : toPrice(from))
            setHigh(to >= 100 ? '' : toPrice(to))
          }}
          onChangeEnd={([from, to]) => store(from <= 0 ? '' : toPrice(from), to >= 100 ? '' : toPrice(to))}
        />
        <div className={classes.fields}>
          <NumberInput
            label={t('lowest')}
            min={0}
            value={low}
            onChange={(value) => setLow(amount(value))}
            hideControls
          />
          <NumberInput
            label={t('highest')}
            min={0}
            value={high}
            onChange={(value) => setHigh(amount(value))}
            hideControls
          />
        </div>
        <Button variant="light" onClick={() => store(low, high)}>
          {t('apply')}
        </Button>
      </div>
    </div>
  )
}
