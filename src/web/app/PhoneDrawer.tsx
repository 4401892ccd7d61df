import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './PhoneDrawer.module.css'

export function PhoneDrawer({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="left"
      size={264}
      padding={0}
      withCloseButton={false}
      aria-label={title}
      classNames={{ body: classes.body ?? '' }}
    >
      {children}
    </Drawer>
  )
}
