import { SegmentedControl } from '@mantine/core'
import type { WhyDimension } from '../../../contracts/why.ts'
import { BarChart } from '../../charts/BarChart.tsx'
import type { Reply } from '../../hooks/answers.ts'
import type { ViewFilter } from '../../hooks/filter.ts'
import type { Asked } from '../../hooks/use-answer.ts'
import { useReason } from '../../hooks/use-reason.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { whyWords } from '../../words/why-words.ts'
import { lessIsBetter, useFigureFormat, useWhyNames } from './why-names.ts'
import classes from './WhyDrawer.module.css'

type Why = Reply<'why'>
type ByDimension = Why['dimensions'][number]

const fieldOf = (dimension: WhyDimension) => (dimension === 'product' ? 'product_id' : dimension)

type Props = {
  answer: Asked<Why>
  where: string | undefined
  onWhere: (where: string) => void
  onPick: (narrower: ViewFilter) => void
}

/** Which countries, categories, products and channels the change comes from; all of them sum to it. */
export function WhyWherePanel({ answer, where, onWhere, onPick }: Props) {
  const t = useWords(whyWords)
  const names = useWhyNames()
  const reason = useReason()
  const { data } = answer
  const figures = useFigureFormat(data?.unit ?? 'money')
  const chosen = (why: Why): ByDimension | undefined =>
    why.dimensions.find(({ dimension }) => dimension === where) ?? why.dimensions[0]
  const rowsOf = ({ items, rest }: ByDimension) => [
    ...items.map((item) => ({ ...item, key: item.id ?? '', name: item.name ?? t('unknown') })),
    ...(rest.count > 0
      ? [
          {
            id: null,
            key: ' rest',
            name: t('others', { count: rest.count }),
            current: null,
            previous: null,
            contribution: rest.contribution,
          },
        ]
      : []),
  ]
  const better = (contribution: number): 'better' | 'worse' =>
    contribution >= 0 !== lessIsBetter(data?.metric ?? 'total_revenue') ? 'better' : 'worse'
  return (
    <Panel
      title={t('where')}
      definition={t('where_about')}
      answer={answer}
      height="auto"
      isEmpty={({ dimensions }) => dimensions.length === 0}
      table={(why) => {
        const dimension = chosen(why)
        return tableOf(
          [
            {
              key: 'name',
              title: dimension ? names.dimension(dimension.dimension) : '',
              kind: 'text',
              value: (row) => row.name,
            },
            { key: 'before', title: t('before'), kind: figures.kind, value: (row) => row.previous },
            { key: 'now', title: t('now'), kind: figures.kind, value: (row) => row.current },
            {
              key: 'amount',
              title: t('amount'),
              kind: figures.kind,
              value: (row) => row.contribution,
              show: (row) => figures.difference(row.contribution),
            },
          ],
          dimension ? rowsOf(dimension) : [],
        )
      }}
    >
      {(why) => {
        const dimension = chosen(why)
        if (!dimension) return null
        const why_not = Object.values(dimension.reasons ?? {})[0]
        return (
          <>
            <div className={classes.ways}>
              <SegmentedControl
                aria-label={t('by')}
                value={dimension.dimension}
                onChange={onWhere}
                data={why.dimensions.map((one) => ({
                  value: one.dimension,
                  label: names.dimension(one.dimension),
                }))}
              />
            </div>
            {why_not && <p className={classes.only}>{reason(why_not)}</p>}
            <BarChart
              name={t('amount')}
              bars={rowsOf(dimension).map(({ key, name, contribution }) => ({
                key,
                name,
                value: contribution,
                manner: better(contribution),
              }))}
              show={figures.difference}
              onPick={({ key }) =>
                key.trim() === key && key !== '' && onPick({ [fieldOf(dimension.dimension)]: [key] })
              }
            />
          </>
        )
      }}
    </Panel>
  )
}
