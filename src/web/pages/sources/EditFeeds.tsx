import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SourceView } from '../../../contracts/sources.ts'
import { act } from '../../hooks/act.ts'
import { useWords } from '../../hooks/use-words.ts'
import { FormCard } from '../../parts/FormCard.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { FeedList } from './FeedList.tsx'
import { isReady, nothingFound, readInput, withAbsent } from './source-draft.ts'
import { WhatIsRead } from './WhatIsRead.tsx'
import classes from './sources.module.css'

/** What a source reads, as it is kept; looked at again and mapped anew only when asked. */
export function EditFeeds({ source }: { source: SourceView }) {
  const t = useWords(sourceWords)
  const { source_id, kind } = source
  const [draft, setDraft] = useState(nothingFound)
  const [looking, setLooking] = useState(false)
  const save = async () => {
    const read = readInput(draft)
    const mappings = read.mappings && [...read.mappings, ...withAbsent(source.mappings, draft)]
    await act('edit-source', { source_id, ...read, ...(mappings ? { mappings } : {}) })
    setLooking(false)
    setDraft(nothingFound)
  }
  return (
    <FormCard
      title={t('what_is_read')}
      text={t('mapping_text')}
      submit={t('save_mapping')}
      done={t('saved')}
      disabled={!looking || !isReady(draft)}
      onSubmit={save}
    >
      <div className={`${classes.wide} ${classes.stack}`}>
        {looking ? (
          <WhatIsRead
            place={{ kind, source_id }}
            draft={draft}
            onDraft={setDraft}
            mappings={source.mappings}
          />
        ) : (
          <>
            <FeedList feeds={source.feeds} mappings={source.mappings} />
            <div>
              <Button variant="default" onClick={() => setLooking(true)}>
                {t('look_again')}
              </Button>
            </div>
          </>
        )}
      </div>
    </FormCard>
  )
}
