import { ActionIcon, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { IconStar } from '../parts/icons.ts'
import { viewWords } from '../words/view-words.ts'

const SavedViewsList = lazy(async () => ({ default: (await import('./SavedViewsList.tsx')).SavedViewsList }))

export function SavedViews() {
  const t = useWords(viewWords)
  const [open, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={open} onChange={(next) => !next && close()} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <ActionIcon onClick={toggle} aria-label={t('title')}>
          <IconStar size={18} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('title')}>
        <Suspense fallback={<div style={{ height: 160 }} />}>
          {open && <SavedViewsList onDone={close} />}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
