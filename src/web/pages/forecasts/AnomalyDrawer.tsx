import { Button, Drawer, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { anomalyKey } from '../../hooks/anomaly-key.ts'
import { textOf, writeSearch } from '../../hooks/search.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { searchOf, useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { anomalyWords } from '../../words/anomaly-words.ts'
import { ordersOf, useAnomalyNames } from './anomaly-names.ts'
import type { Anomaly } from './anomaly-names.ts'
import classes from './AnomalyDrawer.module.css'
import { AnomalyParts } from './AnomalyParts.tsx'
import { SameDay } from './SameDay.tsx'
import { SeverityBadge } from './SeverityBadge.tsx'

/** One odd day or order: what was expected, what came, and what accounts for it. */
export function AnomalyDrawer() {
  const t = useWords(anomalyWords)
  const format = useFormat()
  const change = useSearchChange()
  const key = textOf(useSearchValues().odd) ?? ''
  const [date = ''] = key.split('~')
  const answer = useAnswer(
    'anomalies',
    {
      start_date: date,
      end_date: date,
      group_by: 'none',
      contamination: 0.1,
      limit: 1000,
    },
    { forget: true },
  )
  const found = answer.data?.items.find((one) => anomalyKey(one) === key)
  return (
    <Drawer
      opened
      onClose={() => change({ odd: undefined })}
      size={680}
      title={format.dayWithYear(date)}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      {answer.isError && <PanelError error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={240} radius="md" />}
      {answer.data && !found && <EmptyState small title={t('gone')} />}
      {found && <Explained one={found} others={answer.data!.items.filter((each) => each !== found)} />}
    </Drawer>
  )
}

function Explained({ one, others }: { one: Anomaly; others: readonly Anomaly[] }) {
  const t = useWords(anomalyWords)
  const format = useFormat()
  const names = useAnomalyNames()
  const change = useSearchChange()
  const { explanation } = one
  const open = (narrower = {}) =>
    change({
      odd: undefined,
      orders_of: writeSearch(searchOf({ ...ordersOf(one), ...narrower })).slice(1),
    })
  return (
    <>
      <p>
        <SeverityBadge severity={one.severity} /> <span className="quiet">{t(one.method)}</span>
      </p>
      <p className={classes.said}>{names.told(one)}</p>
      {Math.abs(explanation.difference) >= 0.005 && (
        <p className={classes.money}>
          {t('told_money', {
            actual: format.money(explanation.actual),
            expected: format.money(explanation.expected),
            difference: names.signed(explanation.difference),
          })}
        </p>
      )}
      <div className={classes.tools}>
        {one.entity === 'order' && one.id !== null ? (
          <Button component={Link} to={`/orders/${encodeURIComponent(one.id)}`} variant="default">
            {t('see_order')}
          </Button>
        ) : (
          <Button variant="default" onClick={() => open()}>
            {t('see_orders')}
          </Button>
        )}
      </div>
      <AnomalyParts one={one} onPick={open} />
      {others.length > 0 && <SameDay others={others} />}
    </>
  )
}
