import type { Severity } from '../../../contracts/anomalies.ts'
import { useWords } from '../../hooks/use-words.ts'
import { anomalyWords } from '../../words/anomaly-words.ts'
import classes from './SeverityBadge.module.css'

export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useWords(anomalyWords)
  return (
    <span className={classes.badge} data-severity={severity}>
      {t(severity)}
    </span>
  )
}
