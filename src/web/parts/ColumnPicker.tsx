import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import type { Column } from '../hooks/column.ts'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconColumns } from './icons.ts'

type Props<Row> = {
  columns: readonly Column<Row>[]
  isShown: (key: string) => boolean
  toggle: (key: string) => void
}

/** Which columns are shown; the first one always is. */
export function ColumnPicker<Row>({ columns, isShown, toggle }: Props<Row>) {
  const t = useWords(panelWords)
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" aria-label={t('columns')}>
          <IconColumns size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown mah={400} style={{ overflowY: 'auto' }}>
        {columns.slice(1).map((column) => (
          <Checkbox
            key={column.key}
            my={8}
            label={column.title}
            checked={isShown(column.key)}
            onChange={() => toggle(column.key)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
