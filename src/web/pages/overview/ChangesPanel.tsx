import { SegmentedControl } from '@mantine/core'
import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useDrill } from '../../hooks/use-drill.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { overviewWords } from '../../words/overview-words.ts'
import classes from './ChangesPanel.module.css'

type Moved = Reply<'changes'>['gained'][number]

const dimensions = ['country', 'category', 'product'] as const
const shownEach = 3

/** Who gained and who lost most against the period before. */
export function ChangesPanel({ className }: { className?: string }) {
  const t = useWords(overviewWords)
  const format = useFormat()
  const drill = useDrill()
  const { asked } = useFilter()
  const [by, setBy] = useChoice('changed', dimensions, 'country')
  const changes = useAnswer('changes', { ...asked, limit: 5 })
  const previous = changes.data?.previous_period
  const of = (moved: readonly Moved[]) => moved.filter(({ dimension }) => dimension === by)
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${format.moneyCompact(value)}`

  const bars = (moved: readonly Moved[], manner: 'better' | 'worse') =>
    of(moved)
      .slice(0, shownEach)
      .map((item) => ({
        key: item.id ?? '',
        name: item.name ?? t('unknown'),
        value: Math.abs(item.difference),
        aside: item.change === null ? '' : format.change(item.change),
        manner,
      }))
  const list = (title: string, moved: readonly Moved[], manner: 'better' | 'worse') => {
    const shown = bars(moved, manner)
    if (shown.length === 0) return null
    return (
      <div>
        <p className={classes.side}>{title}</p>
        <BarChart
          name={title}
          bars={shown}
          show={(value) => signed(manner === 'worse' ? -value : value)}
          onPick={(bar) => bar.key !== '' && drill({ [fieldOf(by)]: [bar.key] })}
        />
      </div>
    )
  }

  return (
    <Panel
      className={className}
      title={t('changes')}
      subtitle={
        previous
          ? t('changes_subtitle', { range: format.range(previous.start_date, previous.end_date) })
          : undefined
      }
      definition={t('changes_about')}
      answer={changes}
      height="auto"
      isEmpty={(data) => data.previous_period === null || of([...data.gained, ...data.lost]).length === 0}
      emptyText={t('changes_none')}
      table={(data) =>
        tableOf(
          [
            { key: 'name', title: t(by), kind: 'text', value: (item) => item.name ?? t('unknown') },
            { key: 'revenue', title: t('revenue'), kind: 'money', value: (item) => item.revenue },
            { key: 'before', title: t('before'), kind: 'money', value: (item) => item.previous_revenue },
            { key: 'difference', title: t('difference'), kind: 'money', value: (item) => item.difference },
            { key: 'change', title: t('change'), kind: 'change', value: (item) => item.change },
          ],
          of([...data.gained, ...data.lost]),
        )
      }
    >
      {(data) => (
        <div className={classes.box}>
          <SegmentedControl
            fullWidth
            aria-label={t('by')}
            value={by}
            onChange={(value) => setBy(value)}
            data={dimensions.map((dimension) => ({ value: dimension, label: t(dimension) }))}
          />
          {list(t('gained'), data.gained, 'better')}
          {list(t('lost'), data.lost, 'worse')}
        </div>
      )}
    </Panel>
  )
}

const fieldOf = (by: (typeof dimensions)[number]): 'country' | 'category' | 'product_id' =>
  by === 'product' ? 'product_id' : by
