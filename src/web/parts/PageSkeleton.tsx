import { Skeleton } from '@mantine/core'
import classes from './PageSkeleton.module.css'

const four = [1, 2, 3, 4]

/** While a page's own script comes: the shape most pages have. */
export function PageSkeleton() {
  return (
    <div className={classes.grid} aria-hidden>
      {four.map((card) => (
        <Skeleton key={card} height={116} radius="lg" className={classes.card ?? ''} />
      ))}
      <Skeleton height={340} radius="lg" className={classes.panel ?? ''} />
    </div>
  )
}
