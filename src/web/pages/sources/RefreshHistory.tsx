import { Badge, Drawer, Skeleton } from '@mantine/core'
import { useState } from 'react'
import type { RefreshView } from '../../../contracts/source-refreshes.ts'
import type { SourceView } from '../../../contracts/sources.ts'
import type { Column } from '../../hooks/column.ts'
import { ApiError } from '../../hooks/http.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useErrorText } from '../../hooks/use-error-text.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Panel, tableOf } from '../../parts/Panel.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { TableFoot } from '../../parts/TableFoot.tsx'
import { refreshWords } from '../../words/refresh-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { Verdict } from '../imports/Verdict.tsx'
import { ServerSaid } from './ServerSaid.tsx'
import { modeWords, outcomeWords, qualityWords, useSourceWords } from './use-source-words.ts'
import classes from './sources.module.css'

const colours: Record<RefreshView['outcome'], string> = {
  running: 'teal',
  loaded: 'teal',
  unchanged: 'gray',
  failed: 'red',
  stopped: 'gray',
}

/** Each time the source was read, what came of it and what changed. */
export function RefreshHistory({ source }: { source: SourceView }) {
  const r = useWords(refreshWords)
  const list = useList('')
  const { source_id } = source
  const answer = useAnswer('source-refreshes', { source_id, limit: list.limit, offset: list.offset })
  const [opened, setOpened] = useState<RefreshView | null>(null)
  const columns = useRefreshColumns()
  return (
    <>
      <Panel
        title={r('history')}
        definition={r('history_about')}
        answer={answer}
        height="auto"
        isEmpty={({ total }) => total === 0}
        emptyText={r('history_none')}
        table={({ items }) => tableOf(columns, items)}
      >
        {({ items, total }) => (
          <>
            <CompactTable
              label={r('history')}
              columns={columns}
              rows={items}
              rowKey={(row) => row.refresh_id}
              onOpen={setOpened}
            />
            {total > list.limit && <TableFoot list={list} total={total} />}
          </>
        )}
      </Panel>
      {opened && <RefreshDrawer refresh={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useRefreshColumns(): Column<RefreshView>[] {
  const t = useWords(sourceWords)
  const r = useWords(refreshWords)
  const words = useSourceWords()
  const errorText = useErrorText()
  return [
    { key: 'started', title: r('started'), kind: 'moment', value: (row) => row.started_at },
    {
      key: 'outcome',
      title: r('outcome'),
      kind: 'text',
      value: (row) => r(outcomeWords[row.outcome]),
      show: (row) => (
        <Badge variant="light" miw="max-content" color={colours[row.outcome]} tt="none">
          {r(outcomeWords[row.outcome])}
        </Badge>
      ),
    },
    {
      key: 'changed',
      title: r('what_changed'),
      kind: 'text',
      value: ({ error, changes, outcome }) =>
        outcome === 'stopped'
          ? r('stopped_text')
          : error
            ? errorText(new ApiError(422, error.code, error.message))
            : words.changes(changes),
    },
    {
      key: 'mode',
      title: r('mode'),
      kind: 'text',
      value: ({ mode, notes }) => [r(modeWords[mode]), ...notes.map(words.note)].join(' · '),
    },
    { key: 'rows', title: t('rows'), kind: 'number', value: (row) => row.rows_read },
    { key: 'aside', title: r('set_aside'), kind: 'number', value: (row) => row.rows_set_aside },
    {
      key: 'quality',
      title: t('verdict'),
      kind: 'text',
      value: ({ quality }) => quality && t(qualityWords[quality]),
    },
    {
      key: 'took',
      title: r('took'),
      kind: 'text',
      value: ({ seconds }) =>
        seconds !== null && seconds !== undefined
          ? r('seconds', { count: Math.round(seconds * 10) / 10 })
          : null,
    },
  ]
}

function RefreshDrawer({ refresh, onClose }: { refresh: RefreshView; onClose: () => void }) {
  const t = useWords(sourceWords)
  const r = useWords(refreshWords)
  const words = useSourceWords()
  const format = useFormat()
  const errorText = useErrorText()
  const { error, import_id, notes, outcome } = refresh
  return (
    <Drawer
      opened
      onClose={onClose}
      size={680}
      title={`${r('details')} · ${format.moment(refresh.started_at)}`}
      closeButtonProps={{ 'aria-label': r('close') }}
    >
      <div className={classes.stack}>
        {outcome === 'stopped' && <Notice title={r('stopped_text')} />}
        {error && outcome === 'failed' && (
          <div>
            <Notice
              manner="worse"
              title={t('failing_title')}
              text={errorText(new ApiError(422, error.code, error.message))}
            />
            <ServerSaid text={error.message} />
          </div>
        )}
        {notes.map((code) => (
          <Notice key={code} title={words.note(code)} />
        ))}
        {refresh.changes && <p>{words.changes(refresh.changes)}</p>}
        {import_id !== null && <ImportOf importId={import_id} />}
      </div>
    </Drawer>
  )
}

function ImportOf({ importId }: { importId: string }) {
  const answer = useAnswer('data-quality', { import_id: importId }, { forget: true })
  if (answer.data?.verdict) return <Verdict verdict={answer.data.verdict} />
  if (answer.isError) return <PanelError error={answer.error} onRetry={() => void answer.refetch()} />
  return <Skeleton height={240} />
}
