import { Button, UnstyledButton } from '@mantine/core'
import { chipsOf, choiceNames } from '../../hooks/filter.ts'
import type { Chip, ViewFilter } from '../../hooks/filter.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconX } from '../icons.ts'
import { segmentWords } from './segment-words.ts'
import classes from './FilterBar.module.css'

/** What narrows the view, each removable by itself. */
export function FilterChips() {
  const t = useWords(filterWords)
  const { view, change } = useFilter()
  const priceText = usePriceText()
  const chips = chipsOf(view)
  if (chips.length === 0) return null

  const textOf = ({ name, value }: Chip): string => {
    if (name === 'price') return priceText(view)
    const word = name === 'segment' ? segmentWords[value] : undefined
    return word ? t(word) : value
  }
  const remove = ({ name, value }: Chip) => {
    if (name === 'price') return change({ min_price: undefined, max_price: undefined })
    const left = (view[name] ?? []).filter((one) => one !== value)
    change({ [name]: left.length > 0 ? left : undefined })
  }
  const reset = () =>
    change(Object.fromEntries([...choiceNames, 'min_price', 'max_price'].map((name) => [name, undefined])))

  return (
    <div className={classes.chips}>
      {chips.map((chip) => (
        <span key={`${chip.name} ${chip.value}`} className={classes.chip}>
          <span className={classes.chipText} title={textOf(chip)}>
            <span className={classes.chipName}>{t(chip.name)}: </span>
            {textOf(chip)}
          </span>
          <UnstyledButton
            className={`${classes.chipRemove} not-printed`}
            onClick={() => remove(chip)}
            aria-label={t('remove', { name: `${t(chip.name)}: ${textOf(chip)}` })}
          >
            <IconX size={12} />
          </UnstyledButton>
        </span>
      ))}
      <Button variant="subtle" color="gray" size="compact-xs" className="not-printed" onClick={reset}>
        {t('reset')}
      </Button>
    </div>
  )
}

function usePriceText(): (view: ViewFilter) => string {
  const t = useWords(filterWords)
  const format = useFormat()
  return ({ min_price: low, max_price: high }) => {
    const from = low === undefined ? '' : format.money(low)
    const to = high === undefined ? '' : format.money(high)
    if (low !== undefined && high !== undefined) return t('price_between', { from, to })
    return low === undefined ? t('price_to', { to }) : t('price_from', { from })
  }
}
