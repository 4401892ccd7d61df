import { ActionIcon, Menu } from '@mantine/core'
import { useWords } from '../hooks/use-words.ts'
import { recordWords } from '../words/record-words.ts'
import { IconArchive, IconDots, IconPencil, IconRestore } from './icons.ts'

type Props = {
  name: string
  archived: boolean
  onEdit: () => void
  onArchive: () => void
  onRestore: () => void
}

/** What can be done with a record, at the end of its row. */
export function RecordMenu({ name, archived, onEdit, onArchive, onRestore }: Props) {
  const t = useWords(recordWords)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} aria-label={t('actions_of', { name })}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
          {t('edit')}
        </Menu.Item>
        {archived ? (
          <Menu.Item leftSection={<IconRestore size={16} stroke={1.6} />} onClick={onRestore}>
            {t('restore')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconArchive size={16} stroke={1.6} />} onClick={onArchive}>
            {t('archive')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
