import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { IconPlus } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { settingsWords } from '../../words/settings-words.ts'
import { KeyForm } from './KeyForm.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'

type Key = Reply<'list-keys'>['items'][number]

export function KeysPage() {
  const t = useWords(settingsWords)
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Key | null>(null)
  const keys = useAnswer('list-keys', {})
  return (
    <>
      <PageAction>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {t('new_key')}
        </Button>
      </PageAction>
      <SettingsTabs />
      {keys.isError && !keys.data && <PanelError error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.items.length === 0 && <EmptyState title={t('no_keys')} text={t('no_keys_text')} />}
      {(keys.isPending || (keys.data?.items.length ?? 0) > 0) && (
        <DataTable
          label={t('keys')}
          columns={[
            { key: 'name', title: t('key_name'), kind: 'text', value: (row) => row.name },
            { key: 'hint', title: t('key_hint'), kind: 'text', value: (row) => row.hint },
            { key: 'created', title: t('key_created'), kind: 'day', value: (row) => row.created_at },
            { key: 'used', title: t('key_used'), kind: 'moment', value: (row) => row.last_used_at },
            { key: 'expires', title: t('expires'), kind: 'day', value: (row) => row.expires_at ?? undefined },
          ]}
          rows={keys.data?.items ?? []}
          rowKey={(row) => row.key_id}
          rowActions={(row) =>
            row.revoked_at === null ? (
              <Button variant="subtle" color="red" size="compact-xs" onClick={() => setEnding(row)}>
                {t('revoke')}
              </Button>
            ) : (
              <Badge color="gray">{t('revoked')}</Badge>
            )
          }
          loading={keys.isPending}
        />
      )}
      {making && <KeyForm onClose={() => setMaking(false)} />}
      {ending && (
        <ConfirmDialog
          title={t('revoke_title', { name: ending.name })}
          text={t('revoke_text')}
          confirm={t('revoke')}
          onConfirm={() => act('revoke-key', { key_id: ending.key_id })}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}
