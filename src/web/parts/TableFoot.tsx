import { ActionIcon, Select } from '@mantine/core'
import { useFormat } from '../hooks/use-format.ts'
import { pageSizes } from '../hooks/use-list.ts'
import type { ListState } from '../hooks/use-list.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconChevronLeft, IconChevronRight } from './icons.ts'
import classes from './TableFoot.module.css'

type Props = { list: Pick<ListState, 'limit' | 'offset' | 'setPage' | 'setSize'>; total: number | undefined }

/** Which rows are shown of how many, and the way to the others. */
export function TableFoot({ list, total }: Props) {
  const t = useWords(panelWords)
  const format = useFormat()
  const { limit, offset, setPage, setSize } = list
  const all = total ?? 0
  const last = Math.min(offset + limit, all)
  return (
    <div className={`${classes.foot} not-printed`}>
      <label className={classes.size}>
        <span>{t('page_size')}</span>
        <Select
          w={84}
          aria-label={t('page_size')}
          value={String(limit)}
          onChange={(value) => setSize(Number(value))}
          data={pageSizes.map((size) => ({ value: String(size), label: format.number(size) }))}
        />
      </label>
      <span className={classes.range} role="status">
        {all > 0 && t('rows_of', { from: offset + 1, to: last, total: all })}
      </span>
      <ActionIcon
        disabled={offset === 0}
        aria-label={t('previous_page')}
        onClick={() => setPage(Math.max(0, offset - limit))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon disabled={last >= all} aria-label={t('next_page')} onClick={() => setPage(offset + limit)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  )
}
