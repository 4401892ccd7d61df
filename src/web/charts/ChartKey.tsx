import classes from './ChartKey.module.css'

export type KeyEntry = {
  name: string
  manner: 'now' | 'expected' | 'before' | 'band_80' | 'band_95' | 'holiday' | 'promotion' | 'odd'
}

/** Which line is which, where they lie too close for a label beside each. */
export function ChartKey({ entries }: { entries: readonly KeyEntry[] }) {
  return (
    <ul className={classes.key}>
      {entries.map(({ name, manner }) => (
        <li key={name}>
          <span className={classes.mark} data-manner={manner} aria-hidden />
          {name}
        </li>
      ))}
    </ul>
  )
}
