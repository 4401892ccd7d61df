import { UnstyledButton } from '@mantine/core'
import { usePredictions } from '../../hooks/use-predictions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { filterWords } from '../../words/filter-words.ts'
import { IconForecast } from '../icons.ts'
import classes from './FilterBar.module.css'

/** Shows or hides what the models expect. */
export function PredictionsToggle() {
  const t = useWords(filterWords)
  const [shown, setShown] = usePredictions()
  return (
    <UnstyledButton
      className={`${classes.control} not-printed`}
      aria-pressed={shown}
      aria-label={t('predictions')}
      title={t('predictions_about')}
      onClick={() => setShown(!shown)}
    >
      <IconForecast size={16} stroke={1.6} />
      <span className={classes.wideOnly}>{t('predictions')}</span>
    </UnstyledButton>
  )
}
