import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import type { AnswerName, Answers, Reply } from '../../hooks/answers.ts'
import type { Column } from '../../hooks/column.ts'
import { csvText } from '../../hooks/csv.ts'
import { fileName, saveText } from '../../hooks/save-file.ts'
import { ask } from '../../hooks/use-answer.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { IconDownload } from '../../parts/icons.ts'
import { panelWords } from '../../words/panel-words.ts'

type ListName = {
  [Name in AnswerName]: Reply<Name> extends { items: unknown[]; total: number } ? Name : never
}[AnswerName]
type Item<Name extends ListName> = Reply<Name> extends { items: (infer Row)[] } ? Row : never

type Props<Name extends ListName> = {
  name: Name
  title: string
  columns: readonly Column<Item<Name>>[]
  /** how many the server gives at once */
  most: number
  page: (limit: number, offset: number) => Answers[Name]['input']
}

/** The whole of a paged list as a file, not only the rows in sight. */
export function DownloadList<Name extends ListName>({ name, title, columns, most, page }: Props<Name>) {
  const t = useWords(panelWords)
  const failed = useSayFailed()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const rows: Item<Name>[] = []
      for (let total = 1; rows.length < total;) {
        const reply = (await ask(name, page(most, rows.length))) as { items: Item<Name>[]; total: number }
        rows.push(...reply.items)
        total = reply.items.length === 0 ? rows.length : reply.total
      }
      saveText(csvText(columns, rows), fileName(title, 'csv'))
    } catch (failure) {
      failed(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <ActionIcon
      size={32}
      variant="default"
      className="not-printed"
      aria-label={t('download_csv')}
      title={t('download_csv')}
      loading={busy}
      onClick={() => void save()}
    >
      <IconDownload size={16} stroke={1.6} />
    </ActionIcon>
  )
}
