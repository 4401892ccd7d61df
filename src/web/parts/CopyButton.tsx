import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconCheck, IconCopy } from './icons.ts'

export function CopyButton({ value }: { value: string }) {
  const t = useWords(panelWords)
  const { copy, copied } = useClipboard()
  const label = t(copied ? 'copied' : 'copy')
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} onClick={() => copy(value)} aria-label={`${label}: ${value}`}>
        {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  )
}
