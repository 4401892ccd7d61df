import { ActionIcon, Menu, Skeleton } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { csvText } from '../hooks/csv.ts'
import type { Column } from '../hooks/column.ts'
import { fileName, saveText } from '../hooks/save-file.ts'
import { savePicture } from '../hooks/save-picture.ts'
import type { Asked } from '../hooks/use-answer.ts'
import { useFormat } from '../hooks/use-format.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { Definition } from './Definition.tsx'
import { IconChart, IconDots, IconDownload, IconList, IconTable } from './icons.ts'
import { PanelEmpty } from './PanelEmpty.tsx'
import { PanelError } from './PanelError.tsx'
import { PlainTable } from './PlainTable.tsx'
import classes from './Panel.module.css'

export type PanelTable = { columns: Column<never>[]; rows: readonly unknown[] }

/** Columns and rows of one kind, forgotten which, so that panels need not know. */
export function tableOf<Row>(columns: Column<Row>[], rows: readonly Row[]): PanelTable {
  return { columns: columns, rows }
}

type Props<Data> = {
  /** the question or the finding */
  title: string
  /** measure, unit, period */
  subtitle?: string | undefined
  definition?: string
  answer: Asked<Data>
  /** nothing to draw: what the panel then says is one thing everywhere unless `emptyText` */
  isEmpty?: (data: Data) => boolean
  emptyText?: string | undefined
  /** the same figures as a table: shown behind a switch, and downloaded as CSV */
  table?: (data: Data) => PanelTable
  onOrders?: (() => void) | undefined
  controls?: ReactNode
  height?: number | 'auto'
  className?: string | undefined
  children: (data: Data) => ReactNode
}

/** The frame of every chart: loading, empty, error and ready are made here once. */
export function Panel<Data>(props: Props<Data>) {
  const { title, subtitle, definition, answer, height = 280 } = props
  const t = useWords(panelWords)
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const data = answer.data
  const ready = data !== undefined && !(props.isEmpty?.(data) ?? false)
  // what is said instead of a picture may need more room than the picture
  const isWordy = data === undefined ? answer.isError : !ready
  const asOf = (data as { as_of?: string | null } | undefined)?.as_of
  const table = ready ? props.table : undefined
  const csv = () => {
    const { columns, rows } = table!(data!)
    saveText(csvText(columns as Column<unknown>[], rows), fileName(title, 'csv'))
  }
  return (
    <section
      className={`${classes.panel} ${props.className ?? ''}`}
      aria-label={title}
      aria-busy={answer.isFetching}
    >
      <header className={classes.head}>
        <div className={classes.names}>
          <h2 className={classes.title}>
            <span>{title}</span>
            {definition && (
              <Definition
                title={title}
                text={definition}
                notes={[asOf ? t('as_of', { day: format.dayWithYear(asOf) }) : null]}
              />
            )}
          </h2>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        <div className={`${classes.tools} not-printed`}>
          {props.controls}
          {table && (
            <ActionIcon
              size={28}
              onClick={() => setAsTable(!asTable)}
              aria-label={t(asTable ? 'as_chart' : 'as_table')}
            >
              {asTable ? <IconChart size={16} stroke={1.6} /> : <IconTable size={16} stroke={1.6} />}
            </ActionIcon>
          )}
          {ready && (table || props.onOrders) && (
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <ActionIcon size={28} aria-label={t('options', { title })}>
                  <IconDots size={16} stroke={1.6} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {props.onOrders && (
                  <Menu.Item leftSection={<IconList size={16} stroke={1.6} />} onClick={props.onOrders}>
                    {t('see_orders')}
                  </Menu.Item>
                )}
                {table && (
                  <Menu.Item leftSection={<IconDownload size={16} stroke={1.6} />} onClick={csv}>
                    {t('download_csv')}
                  </Menu.Item>
                )}
                {!asTable && (
                  <Menu.Item
                    leftSection={<IconDownload size={16} stroke={1.6} />}
                    onClick={() => body.current && void savePicture(body.current, title)}
                  >
                    {t('download_png')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      <div
        ref={body}
        className={classes.body}
        data-stale={(answer.isPlaceholderData && answer.isFetching) || undefined}
        style={height === 'auto' ? undefined : isWordy ? { minHeight: height } : { height }}
      >
        {data === undefined && answer.isError && (
          <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {data === undefined && !answer.isError && (
          <Skeleton height={height === 'auto' ? 160 : '100%'} radius="md" />
        )}
        {data !== undefined && !ready && <PanelEmpty text={props.emptyText} />}
        {ready && (asTable && table ? <PlainTable {...table(data)} label={title} /> : props.children(data))}
      </div>
    </section>
  )
}
