import { Menu } from '@mantine/core'
import { ActionIcon } from '@mantine/core'
import { pageAt } from '../../app/page-at.ts'
import type { Reply } from '../../hooks/answers.ts'
import { parseSearch } from '../../hooks/search.ts'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconDots } from '../../parts/icons.ts'
import { PanelError } from '../../parts/PanelError.tsx'
import { toast } from '../../parts/toast.ts'
import { pageWords } from '../../words/page-words.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

type View = Reply<'list-views'>['items'][number]

export function ViewsPage() {
  const t = useWords(settingsWords)
  const page = useWords(pageWords)
  const failed = useSayFailed()
  const views = useAnswer('list-views', {})
  const pageName = (path: string): string => {
    const found = pageAt(path)
    return found ? page(found.name) : path
  }
  const remove = ({ view_id }: View) => {
    act('remove-view', { view_id }).then(() => void toast({ message: t('deleted') }), failed)
  }
  const share = ({ view_id, shared }: View) => {
    act('change-view', { view_id, shared: !shared }).catch(failed)
  }
  return (
    <>
      <SettingsTabs />
      {views.isError && !views.data && (
        <PanelError error={views.error} onRetry={() => void views.refetch()} />
      )}
      {views.data?.items.length === 0 && <EmptyState title={t('no_views')} text={t('no_views_text')} />}
      {(views.data?.items.length ?? 0) > 0 && (
        <DataTable
          label={t('views')}
          columns={[
            { key: 'name', title: t('view'), kind: 'text', value: (row) => row.name },
            { key: 'page', title: t('page'), kind: 'text', value: (row) => pageName(row.page) },
            {
              key: 'shared',
              title: t('shared'),
              kind: 'text',
              value: (row) => (row.shared ? t('shared') : t('only_you')),
            },
            { key: 'by', title: t('by'), kind: 'text', value: (row) => row.owner_name },
            { key: 'when', title: t('when'), kind: 'day', value: (row) => row.updated_at },
          ]}
          rows={views.data?.items ?? []}
          rowKey={(row) => row.view_id}
          rowLink={(row) => ({ to: row.page, search: parseSearch(row.search) })}
          rowActions={(row) =>
            row.mine && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size={28} aria-label={`${t('view')}: ${row.name}`}>
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => share(row)}>{t(row.shared ? 'unshare' : 'share_it')}</Menu.Item>
                  <Menu.Item color="red" onClick={() => remove(row)}>
                    {t('delete')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )
          }
        />
      )}
    </>
  )
}
