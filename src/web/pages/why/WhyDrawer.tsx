import { Button, Drawer, SegmentedControl, Select } from '@mantine/core'
import { useMemo } from 'react'
import { askedFilter, chipsOf, readFilter } from '../../hooks/filter.ts'
import type { ViewFilter } from '../../hooks/filter.ts'
import { oneOf, parseSearch, textOf, writeSearch } from '../../hooks/search.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { searchOf, useSearchChange, useSearchValues } from '../../hooks/use-filter.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { whyWords } from '../../words/why-words.ts'
import { useWhyNames, whyMetrics } from './why-names.ts'
import { WhyPartsPanel } from './WhyPartsPanel.tsx'
import { WhyWherePanel } from './WhyWherePanel.tsx'
import classes from './WhyDrawer.module.css'

const comparisons = ['previous_period', 'previous_year'] as const

/** Why a key figure changed, over the page it stands on; going back closes it. */
export function WhyDrawer() {
  const t = useWords(whyWords)
  const names = useWhyNames()
  const change = useSearchChange()
  const text = textOf(useSearchValues().why) ?? ''
  const { metric, view, by, where } = useMemo(() => {
    const values = parseSearch(text)
    return {
      metric: oneOf(values.metric, whyMetrics) ?? 'total_revenue',
      view: readFilter(values),
      by: textOf(values.by),
      where: textOf(values.where),
    }
  }, [text])
  const compare = view.compare === 'previous_year' ? 'previous_year' : 'previous_period'
  const answer = useAnswer('why', { ...askedFilter(view), compare, metric, limit: 8 })
  const { data } = answer
  // how it is split stands in the address too
  const ask = (next: { metric?: string; view?: ViewFilter; by?: string; where?: string }) => {
    const asked = { metric, by, where, ...next }
    const split = Object.fromEntries(Object.entries(asked).filter(([, value]) => typeof value === 'string'))
    change({ why: writeSearch({ ...split, ...searchOf(next.view ?? view) }).slice(1) })
  }
  const only = chipsOf(view)
    .map(({ value }) => value)
    .filter(Boolean)
  const days = Object.fromEntries(
    Object.entries(view).filter(([name]) => ['period', 'start_date', 'end_date', 'compare'].includes(name)),
  )
  const seeOrders = () => change({ why: undefined, orders_of: writeSearch(searchOf(view)).slice(1) || 'all' })

  return (
    <Drawer
      opened
      onClose={() => change({ why: undefined })}
      size={720}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      <div className={classes.tools}>
        <Select
          w={190}
          aria-label={t('figure')}
          value={metric}
          allowDeselect={false}
          onChange={(value) => value && ask({ metric: value })}
          data={whyMetrics.map((one) => ({ value: one, label: names.metric(one) }))}
        />
        <SegmentedControl
          aria-label={t('compared_with')}
          value={compare}
          onChange={(value) => ask({ view: { ...view, compare: value } })}
          data={comparisons.map((one) => ({ value: one, label: t(one) }))}
        />
        {data && data.current !== null && (
          <Button variant="default" ml="auto" onClick={seeOrders}>
            {t('see_orders')}
          </Button>
        )}
      </div>
      {only.length > 0 && (
        <p className={classes.only}>
          {t('only', { names: only.join(', ') })}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => ask({ view: days })}>
            {t('all_again')}
          </Button>
        </p>
      )}
      {answer.isError && !data && <PanelError error={answer.error} onRetry={() => void answer.refetch()} />}
      {data && data.difference === null ? (
        <EmptyState small title={t('nothing')} text={t('nothing_text')} />
      ) : (
        <>
          <WhyPartsPanel answer={answer} by={by} onBy={(next) => ask({ by: next })} />
          <WhyWherePanel
            answer={answer}
            where={where}
            onWhere={(next) => ask({ where: next })}
            onPick={(narrower) => ask({ view: { ...view, ...narrower } })}
          />
        </>
      )}
    </Drawer>
  )
}
