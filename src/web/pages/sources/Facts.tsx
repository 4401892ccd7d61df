import classes from './sources.module.css'

export type Fact = { label: string; value: string; note?: string }

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note && <dd className={classes.said}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
