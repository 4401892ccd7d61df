import { Button, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { anomalyKey } from '../../hooks/anomaly-key.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { searchOf, useFilter, useSearchChange } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel } from '../../parts/Panel.tsx'
import { anomalyWords } from '../../words/anomaly-words.ts'
import { useAnomalyNames } from './anomaly-names.ts'
import classes from './OddDaysPanel.module.css'
import { SeverityBadge } from './SeverityBadge.tsx'

const shown = 3

/** What was out of the common lately, newest first: a sentence each, which opens its explanation. */
export function OddDaysPanel() {
  const t = useWords(anomalyWords)
  const format = useFormat()
  const names = useAnomalyNames()
  const { asked, view, period } = useFilter()
  const change = useSearchChange()
  const answer = useAnswer('anomalies', { ...asked, severity: 'medium', limit: shown })
  // a new shop's models are still being trained: nothing to say yet
  if (answer.error?.code === 'model_not_trained') return null
  return (
    <Panel
      title={t('list')}
      definition={t('about')}
      answer={answer}
      height="auto"
      isEmpty={({ items }) => items.length === 0}
      emptyText={t('none')}
      controls={
        <Button
          component={Link}
          to="/forecasts/anomalies"
          search={searchOf({ ...view, ...(period ? { period } : {}) }) as never}
          variant="subtle"
          size="compact-sm"
        >
          {t('see_all')}
        </Button>
      }
    >
      {({ items }) => (
        <ul className={classes.list}>
          {items.map((one) => (
            <li key={anomalyKey(one)}>
              <UnstyledButton className={classes.row ?? ''} onClick={() => change({ odd: anomalyKey(one) })}>
                <span className={classes.day}>{format.day(one.date)}</span>
                <SeverityBadge severity={one.severity} />
                <span className={classes.told}>{names.told(one)}</span>
                <span className={classes.account}>{names.beneath(one) || names.account(one)}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
