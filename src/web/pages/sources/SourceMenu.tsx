import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { SourceView } from '../../../contracts/sources.ts'
import { act } from '../../hooks/act.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { IconDots, IconPause, IconPencil, IconPlay, IconRefresh, IconTrash } from '../../parts/icons.ts'
import { toast } from '../../parts/toast.ts'
import { sourceWords } from '../../words/source-words.ts'
import { useSourceActions } from './use-source-actions.ts'

type Props = { source: SourceView; onRemoved?: () => void }

/** What can be done with a source. */
export function SourceMenu({ source, onRemoved }: Props) {
  const t = useWords(sourceWords)
  const navigate = useNavigate()
  const { refresh, pause, resume } = useSourceActions()
  const mayManage = usePermission('workspace:manage')
  const [removing, setRemoving] = useState(false)
  const { name, source_id } = source
  const busy = source.running_job_id !== null
  const icon = { size: 16, stroke: 1.6 }
  const remove = async () => {
    await act('remove-source', { source_id })
    void toast({ message: t('removed', { name }) })
    onRemoved?.()
  }
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size={28} aria-label={t('actions_of', { name })}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={busy}
            leftSection={<IconRefresh {...icon} />}
            onClick={() => void refresh(source)}
          >
            {t('refresh_now')}
          </Menu.Item>
          {source.kind === 'postgres' && (
            <Menu.Item disabled={busy} onClick={() => void refresh(source, 'compare')}>
              {t('compare_now')}
            </Menu.Item>
          )}
          <Menu.Item disabled={busy} onClick={() => void refresh(source, 'whole')}>
            {t('read_all_now')}
          </Menu.Item>
          {mayManage && (
            <>
              <Menu.Divider />
              {source.paused ? (
                <Menu.Item leftSection={<IconPlay {...icon} />} onClick={() => void resume(source)}>
                  {t('resume')}
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconPause {...icon} />} onClick={() => void pause(source)}>
                  {t('pause')}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconPencil {...icon} />}
                onClick={() => void navigate({ to: `/data/sources/${encodeURIComponent(source_id)}/edit` })}
              >
                {t('edit')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => setRemoving(true)}>
                {t('remove')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {removing && (
        <ConfirmDialog
          title={t('remove_title', { name })}
          text={t('remove_text')}
          confirm={t('remove')}
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  )
}
