import { Button, Select } from '@mantine/core'
import type { ChangeMode } from '../../../contracts/source-parts.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { FileColumns } from '../imports/FileColumns.tsx'
import { FeedChanges } from './FeedList.tsx'
import type { FeedDraft } from './source-draft.ts'
import { changeWords } from './use-source-words.ts'
import classes from './sources.module.css'

type Props = {
  feed: FeedDraft
  onChange: (feed: FeedDraft) => void
  /** where it was chosen and can be left out again */
  onRemove?: () => void
}

const modes = Object.keys(changeWords) as ChangeMode[]
const needsColumn = (mode: ChangeMode): boolean => mode === 'updated_at' || mode === 'growing_key'

/** What one query gives: its first rows, what each column is, and how changes are seen. */
export function FeedEditor({ feed, onChange, onRemove }: Props) {
  const t = useWords(sourceWords)
  const { inspection, mapping, changes, found } = feed
  const correct = (part: Partial<FeedDraft>) => onChange({ ...feed, ...part, corrected: true })
  return (
    <div className={classes.stack}>
      <FileColumns
        file={{ ...inspection, name: feed.name }}
        mapping={mapping}
        onMapping={(next) => correct({ mapping: next })}
      />
      {onRemove ? (
        <div className={classes.feedHead}>
          <Select
            label={t('changes_by')}
            w={300}
            maw="100%"
            value={changes.mode}
            onChange={(mode) => mode && correct({ changes: { mode: mode, column: null } })}
            data={modes
              .filter((mode) => mode !== 'row_version' || feed.table !== undefined)
              .map((mode) => ({ value: mode, label: t(changeWords[mode]) }))}
          />
          {needsColumn(changes.mode) && (
            <Select
              label={t('change_column')}
              searchable
              value={changes.column ?? null}
              onChange={(column) => correct({ changes: { ...changes, column } })}
              data={[...new Set(inspection.header)]}
            />
          )}
          <Button variant="subtle" color="gray" onClick={onRemove}>
            {t('leave_out')}
          </Button>
        </div>
      ) : (
        found && (
          <div>
            <FeedChanges feed={found} />
          </div>
        )
      )}
    </div>
  )
}
