import { Skeleton, Tooltip, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Sparkline } from '../charts/Sparkline.tsx'
import { useJustChanged } from '../hooks/use-just-changed.ts'
import { useReason } from '../hooks/use-reason.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { Change } from './Change.tsx'
import { Definition } from './Definition.tsx'
import classes from './KpiCard.module.css'

export type Kpi = {
  title: string
  definition: string
  value: number | null | undefined
  show: (value: number) => string
  exact: (value: number) => string
  reason?: string | undefined
  change?: number | null | undefined
  previous?: number | null | undefined
  points?: boolean
  lessIsBetter?: boolean
  /** a second figure beside the first: margin beside profit, new beside all */
  aside?: ReactNode
  series?: readonly (number | null)[] | undefined
  onOpen?: (() => void) | undefined
  /** tells why it changed; offered where it did */
  onWhy?: (() => void) | undefined
  notes?: readonly (string | null | undefined)[]
}

type Props = Kpi & { loading?: boolean; stale?: boolean }

export function KpiCard({ loading = false, stale = false, ...kpi }: Props) {
  const t = useWords(panelWords)
  const reason = useReason()
  const { value } = kpi
  const known = value !== null && value !== undefined
  const marked = useJustChanged(known ? value : undefined)
  const figure = known ? kpi.show(value) : '–'
  return (
    <section
      className={classes.card}
      data-stale={stale || undefined}
      data-why={kpi.onWhy ? true : undefined}
      aria-label={kpi.title}
    >
      <div className={classes.head}>
        <h2 className={classes.title} title={kpi.title}>
          {kpi.title}
        </h2>
        <Definition title={kpi.title} text={kpi.definition} notes={kpi.notes ?? []} />
      </div>
      {loading ? (
        <>
          <Skeleton height={28} width="60%" my={3} />
          <Skeleton height={16} width="80%" />
        </>
      ) : (
        <>
          <div className={classes.middle}>
            <Tooltip label={known ? kpi.exact(value) : reason(kpi.reason)}>
              {kpi.onOpen && known ? (
                <UnstyledButton
                  className={`${classes.figure} ${marked ? 'just-changed' : ''}`}
                  onClick={kpi.onOpen}
                >
                  <span className="seen-by-readers-only">{`${kpi.title}: ${kpi.exact(value)}. `}</span>
                  {figure}
                  <span className="seen-by-readers-only">. {t('see_orders')}</span>
                </UnstyledButton>
              ) : (
                <span className={classes.figure} data-unknown={!known || undefined}>
                  {figure}
                </span>
              )}
            </Tooltip>
            {kpi.series && kpi.series.length > 1 && <Sparkline values={kpi.series} />}
          </div>
          <p className={classes.foot}>
            {!known ? (
              <span className="quiet">{reason(kpi.reason)}</span>
            ) : (
              <>
                {kpi.change !== null && kpi.change !== undefined && (
                  <Change
                    value={kpi.change}
                    points={kpi.points ?? false}
                    lessIsBetter={kpi.lessIsBetter ?? false}
                  />
                )}
                {kpi.previous !== null && kpi.previous !== undefined && (
                  <span className="quiet">{t('was', { value: kpi.show(kpi.previous) })}</span>
                )}
                {kpi.aside && <span className={classes.aside}>{kpi.aside}</span>}
              </>
            )}
          </p>
        </>
      )}
      {!loading && kpi.onWhy && kpi.change !== null && kpi.change !== undefined && (
        <UnstyledButton className={`${classes.why} not-printed`} onClick={kpi.onWhy}>
          {t('why')}
          <span className="seen-by-readers-only"> {kpi.title}</span>
        </UnstyledButton>
      )}
    </section>
  )
}
