import classes from './ModelName.module.css'

/** A model and, under it, what it is for. */
export function ModelName({ title, purpose }: { title: string; purpose: string }) {
  return (
    <>
      <span className={classes.title}>{title}</span>
      <span className={classes.purpose}>{purpose}</span>
    </>
  )
}
