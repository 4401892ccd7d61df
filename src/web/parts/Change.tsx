import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconArrowDown, IconArrowUp, IconMinus } from './icons.ts'
import classes from './Change.module.css'

type Props = {
  /** as a fraction, or as a difference of two fractions where `points` */
  value: number
  points?: boolean
  /** whether less is better, as with churn */
  lessIsBetter?: boolean
  /** neither better nor worse */
  neutral?: boolean
}

/** An arrow, a sign and a colour; the colour says better or worse, not up or down. */
export function Change({ value, points = false, lessIsBetter = false, neutral = false }: Props) {
  const t = useWords(panelWords)
  const format = useFormat()
  const shown = points ? format.points(value) : format.change(value)
  const still = Math.abs(value) < 0.0005
  const better = value > 0 !== lessIsBetter
  const Arrow = still ? IconMinus : value > 0 ? IconArrowUp : IconArrowDown
  return (
    <span className={classes.change} data-manner={still || neutral ? 'still' : better ? 'better' : 'worse'}>
      <Arrow size={14} stroke={2} aria-hidden />
      {shown}
      {!still && !neutral && (
        <span className="seen-by-readers-only"> ({t(better ? 'better' : 'worse')})</span>
      )}
    </span>
  )
}
