import { Badge, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { PageAction } from './PageAction.tsx'
import classes from './RecordHead.module.css'

type Props = {
  id: string
  facts: ReactNode
  archived: boolean
  mayEdit: boolean
  onEdit: () => void
  onArchive: () => void
  onRestore: () => void
}

/** Above a record's figures: its id, what it is in a line, and what can be done with it. */
export function RecordHead({ id, facts, archived, mayEdit, onEdit, onArchive, onRestore }: Props) {
  const t = useWords(recordWords)
  return (
    <div className={classes.head}>
      <span className={classes.id}>
        {id} <CopyButton value={id} />
      </span>
      {archived && <Badge color="gray">{t('archived')}</Badge>}
      <span className={classes.facts}>{facts}</span>
      {mayEdit && (
        <PageAction>
          {archived ? (
            <Button variant="default" onClick={onRestore}>
              {t('restore')}
            </Button>
          ) : (
            <Button variant="default" onClick={onArchive}>
              {t('archive')}
            </Button>
          )}
          <Button onClick={onEdit}>{t('edit')}</Button>
        </PageAction>
      )}
    </div>
  )
}
