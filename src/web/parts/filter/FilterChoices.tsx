import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { ChoiceName } from '../../hooks/filter.ts'
import { useFilter } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconChevronRight } from '../icons.ts'
import { PriceRange } from './PriceRange.tsx'
import { ValueChoices } from './ValueChoices.tsx'
import classes from './FilterChoices.module.css'

const dimensions = [
  'country',
  'region',
  'city',
  'category',
  'subcategory',
  'segment',
  'payment_method',
  'device_type',
  'traffic_source',
] as const satisfies readonly ChoiceName[]
export type Dimension = (typeof dimensions)[number]

/** First by what to narrow, then which values: two short lists that fit a phone. */
export function FilterChoices() {
  const t = useWords(filterWords)
  const { view } = useFilter()
  const [dimension, setDimension] = useState<Dimension | 'price' | null>(null)

  if (dimension === 'price') return <PriceRange onBack={() => setDimension(null)} />
  if (dimension) return <ValueChoices dimension={dimension} onBack={() => setDimension(null)} />
  const row = (name: Dimension | 'price', count: number) => (
    <UnstyledButton key={name} className={classes.dimension ?? ''} onClick={() => setDimension(name)}>
      <span className={classes.grow}>{t(name)}</span>
      {count > 0 && <span className={classes.count}>{count}</span>}
      <IconChevronRight size={14} />
    </UnstyledButton>
  )
  return (
    <div className={classes.box}>
      {dimensions.map((name) => row(name, view[name]?.length ?? 0))}
      {row('price', view.min_price !== undefined || view.max_price !== undefined ? 1 : 0)}
    </div>
  )
}
