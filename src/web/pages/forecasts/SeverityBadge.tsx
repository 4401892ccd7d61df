import { Badge } from '@mantine/core'
import type { Severity } from '../../../contracts/anomalies.ts'
import { useWords } from '../../hooks/use-words.ts'
import { anomalyWords } from '../../words/anomaly-words.ts'

const colours: Record<Severity, string> = {
  low: 'gray',
  medium: 'yellow',
  high: 'orange',
  critical: 'red',
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useWords(anomalyWords)
  return (
    <Badge
      variant={severity === 'critical' ? 'filled' : 'light'}
      autoContrast
      color={colours[severity]}
      tt="none"
    >
      {t(severity)}
    </Badge>
  )
}
