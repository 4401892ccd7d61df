import { toast } from '../parts/toast.ts'
import { recordWords } from '../words/record-words.ts'
import { act } from './act.ts'
import { useErrorText } from './use-error-text.ts'
import { useWords } from './use-words.ts'

type Said = 'saved' | 'created' | 'was_archived' | 'was_deleted' | 'was_restored' | 'released'

/** After a change: says it, and offers to take it back. */
export function useSayDone(): (said: Said, name: string, editId?: string) => void {
  const t = useWords(recordWords)
  const errorText = useErrorText()
  return (said, name, editId) => {
    const undo = () => {
      act('undo-edit', { edit_id: editId! }).then(
        () => void toast({ message: t('undone') }),
        (error: unknown) => void toast({ message: errorText(error), manner: 'failed' }),
      )
    }
    void toast({ message: t(said, { name }), ...(editId ? { undo: { label: t('undo'), run: undo } } : {}) })
  }
}

/** Says what could not be done; nothing was changed. */
export function useSayFailed(): (error: unknown) => void {
  const errorText = useErrorText()
  return (error) => void toast({ message: errorText(error), manner: 'failed' })
}
