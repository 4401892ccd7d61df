import { FilterPicker } from './FilterPicker.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import classes from './FilterBar.module.css'

export function FilterBar() {
  return (
    <div className={classes.bar}>
      <PeriodPicker />
      <FilterPicker />
    </div>
  )
}
