import { useTokens } from '../../charts/use-tokens.ts'
import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { modelWords } from '../../words/model-words.ts'
import classes from './GroupLegend.module.css'
import { useInsightNames } from './insight-names.ts'

type Group = Reply<'customer-clusters'>['clusters'][number]

/** What the colours of the map mean: each group by its name and what its customers are like. */
export function GroupLegend({ groups }: { groups: readonly Group[] }) {
  const t = useWords(modelWords)
  const format = useFormat()
  const names = useInsightNames()
  const { categories, other } = useTokens()
  return (
    <ul className={classes.groups}>
      {groups.map(({ cluster_id, segment, size, characteristics }) => (
        <li key={cluster_id}>
          <span className={classes.name}>
            <span className={classes.dot} style={{ background: categories[cluster_id] ?? other }} />
            {names.segment(segment)}
          </span>
          <span className={classes.what}>
            {t('group_about', {
              count: size,
              orders: format.number(characteristics.mean_frequency, 1),
              money: format.moneyCompact(characteristics.mean_monetary),
              days: format.number(characteristics.mean_recency_days),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
