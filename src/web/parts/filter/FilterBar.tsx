import { PredictionsToggle } from './PredictionsToggle.tsx'
import { FilterPicker } from './FilterPicker.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import classes from './FilterBar.module.css'

/** The page's period and filters, and whether its charts show what is expected. */
export function FilterBar({ dated, predicts }: { dated: boolean; predicts: boolean }) {
  return (
    <div className={classes.bar}>
      {dated && <PeriodPicker />}
      <FilterPicker />
      {predicts && <PredictionsToggle />}
    </div>
  )
}
