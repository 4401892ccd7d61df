import { Menu, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { chooseWorkspace, useSession } from '../hooks/session.ts'
import { useWords } from '../hooks/use-words.ts'
import { IconCheck, IconSelector } from '../parts/icons.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './WorkspaceSwitcher.module.css'

export function WorkspaceSwitcher({ narrow }: { narrow: boolean }) {
  const t = useWords(shellWords)
  const navigate = useNavigate()
  const { workspace, workspaces } = useSession()
  const several = workspaces.length > 1
  const initial = (workspace?.name ?? t('app')).trim().slice(0, 1)
  const face = (
    <>
      {several && <span className="seen-by-readers-only">{t('switch_workspace')}: </span>}
      <span className={classes.mark} data-initial={initial} aria-hidden />
      {narrow && <span className="seen-by-readers-only">{workspace?.name}</span>}
      {!narrow && (
        <span className={classes.name} title={workspace?.name}>
          {workspace?.name ?? t('app')}
        </span>
      )}
      {several && !narrow && <IconSelector size={16} stroke={1.6} />}
    </>
  )
  if (!several) return <div className={classes.shop}>{face}</div>
  return (
    <Menu position="bottom-start" width={232}>
      <Menu.Target>
        <UnstyledButton className={classes.shop ?? ''}>{face}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {workspaces.map((shop) => (
          <Menu.Item
            key={shop.workspace_id}
            onClick={() => {
              chooseWorkspace(shop)
              // the filter names countries and products of the other shop
              void navigate({ to: '.', search: {} })
            }}
            rightSection={shop.workspace_id === workspace?.workspace_id ? <IconCheck size={16} /> : null}
          >
            <span className={classes.option}>
              <span className={classes.optionName}>{shop.name}</span>
              <span className="quiet">{shop.currency}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
