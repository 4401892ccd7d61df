import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportVerdict } from '../../hooks/import-types.ts'
import { act } from '../../hooks/act.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { toast } from '../../parts/toast.ts'
import { dataWords } from '../../words/data-words.ts'

export function DoneStep({ verdict, onAgain }: { verdict: ImportVerdict; onAgain: () => void }) {
  const t = useWords(dataWords)
  const [asking, setAsking] = useState(false)
  const unchanged = verdict.outcome === 'unchanged'
  const files = verdict.files.map(({ name }) => name).join(', ')
  const undo = async () => {
    await act('undo-import', { import_id: verdict.import_id! })
    void toast({ message: t('undo_done') })
    onAgain()
  }
  return (
    <>
      <EmptyState
        title={unchanged ? t('unchanged_title') : t('done_title', { count: verdict.rows_loaded })}
        text={unchanged ? t('unchanged_text') : t('done_text')}
        action={
          <>
            <Button component={Link} to="/">
              {t('to_overview')}
            </Button>
            <Button variant="default" onClick={onAgain}>
              {t('other_files')}
            </Button>
            {verdict.import_id !== null && !unchanged && (
              <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
                {t('undo_import')}
              </Button>
            )}
          </>
        }
      />
      {asking && (
        <ConfirmDialog
          title={t('undo_title')}
          text={t('undo_text', { file: files })}
          confirm={t('undo')}
          onConfirm={undo}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
