import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportSummary } from '../../hooks/import-types.ts'
import { usePermission } from '../../hooks/permission.ts'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { toast } from '../../parts/toast.ts'
import { dataWords } from '../../words/data-words.ts'
import { useImportWords } from './use-import-words.ts'

export function ImportHistory() {
  const t = useWords(dataWords)
  const { layoutName } = useImportWords()
  const mayImport = usePermission('imports:write')
  const [undone, setUndone] = useState<ImportSummary | null>(null)
  const imports = useAnswer('imports', { limit: 100 })
  const undo = async () => {
    await act('undo-import', { import_id: undone!.import_id })
    void toast({ message: t('undo_done') })
  }
  return (
    <Panel title={t('history')} answer={imports} height="auto" isEmpty={({ total }) => total === 0}>
      {({ items }) => (
        <>
          <DataTable
            label={t('history')}
            columns={[
              { key: 'file', title: t('file'), kind: 'text', value: (row) => row.file_name ?? row.import_id },
              { key: 'when', title: t('when'), kind: 'moment', value: (row) => row.applied_at },
              { key: 'layout', title: t('layout'), kind: 'text', value: (row) => layoutName(row.layout) },
              { key: 'quality', title: t('quality'), kind: 'text', value: (row) => t(row.quality) },
              { key: 'read', title: t('rows_read'), kind: 'number', value: (row) => row.rows_read },
              { key: 'loaded', title: t('rows_loaded'), kind: 'number', value: (row) => row.rows_loaded },
              {
                key: 'aside',
                title: t('rows_set_aside'),
                kind: 'number',
                value: (row) => row.rows_set_aside,
              },
              {
                key: 'undo',
                title: '',
                kind: 'text',
                value: (row) => row.undone_at,
                show: (row) => {
                  if (row.undone_at !== null) return <Badge color="gray">{t('undone')}</Badge>
                  if (!row.undoable || !mayImport) return null
                  return (
                    <Button variant="subtle" size="compact-xs" onClick={() => setUndone(row)}>
                      {t('undo')}
                    </Button>
                  )
                },
              },
            ]}
            rows={items}
            rowKey={(row) => row.import_id}
            maxHeight="480px"
          />
          {undone && (
            <ConfirmDialog
              title={t('undo_title')}
              text={t('undo_text', { file: undone.file_name ?? undone.import_id })}
              confirm={t('undo')}
              onConfirm={undo}
              onClose={() => setUndone(null)}
            />
          )}
        </>
      )}
    </Panel>
  )
}
