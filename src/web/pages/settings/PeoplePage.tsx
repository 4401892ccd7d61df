import { ActionIcon, Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Role } from '../../../contracts/words.ts'
import type { Reply } from '../../hooks/answers.ts'
import { useSession } from '../../hooks/session.ts'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { IconPlus, IconX } from '../../parts/icons.ts'
import { PageAction } from '../../parts/PageAction.tsx'
import { PanelError } from '../../parts/PanelError.tsx'
import { toast } from '../../parts/toast.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { Invitations } from './Invitations.tsx'
import { InviteForm } from './InviteForm.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'
import { roleNames, useRoleName } from './use-role-name.ts'

type Person = Reply<'list-people'>['items'][number]

export function PeoplePage() {
  const t = useWords(settingsWords)
  const roleName = useRoleName()
  const failed = useSayFailed()
  const { user } = useSession()
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Person | null>(null)
  const people = useAnswer('list-people', { limit: 1000 })

  const changeRole = (person: Person, role: Role) => {
    act('change-role', { user_id: person.user_id, role }).then(
      () => void toast({ message: t('role_changed', { name: person.name, role: roleName(role) }) }),
      failed,
    )
  }
  return (
    <>
      <PageAction>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setInviting(true)}>
          {t('invite')}
        </Button>
      </PageAction>
      <SettingsTabs />
      {people.isError && !people.data ? (
        <PanelError error={people.error} onRetry={() => void people.refetch()} />
      ) : (
        <DataTable
          label={t('people')}
          columns={[
            {
              key: 'name',
              title: t('name'),
              kind: 'text',
              value: (row) => (row.user_id === user?.user_id ? `${row.name} (${t('you')})` : row.name),
            },
            { key: 'email', title: t('email'), kind: 'text', value: (row) => row.email },
            {
              key: 'role',
              title: t('role'),
              kind: 'text',
              value: (row) => roleName(row.role),
              show: (row) =>
                row.user_id === user?.user_id ? (
                  roleName(row.role)
                ) : (
                  <Select
                    variant="unstyled"
                    aria-label={`${t('role')}: ${row.name}`}
                    value={row.role}
                    onChange={(role) => role && changeRole(row, role)}
                    data={roleNames.map((role) => ({ value: role, label: roleName(role) }))}
                  />
                ),
            },
            { key: 'joined', title: t('joined'), kind: 'day', value: (row) => row.joined_at },
            { key: 'seen', title: t('last_sign_in'), kind: 'moment', value: (row) => row.last_sign_in_at },
          ]}
          rows={people.data?.items ?? []}
          rowKey={(row) => row.user_id}
          rowActions={(row) =>
            row.user_id !== user?.user_id && (
              <ActionIcon
                size={28}
                aria-label={`${t('remove')}: ${row.name}`}
                onClick={() => setLeaving(row)}
              >
                <IconX size={16} />
              </ActionIcon>
            )
          }
          loading={people.isPending}
        />
      )}
      <Invitations />
      {inviting && <InviteForm onClose={() => setInviting(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t('remove_person_title', { name: leaving.name })}
          text={t('remove_person')}
          confirm={t('remove')}
          onConfirm={async () => {
            await act('remove-person', { user_id: leaving.user_id })
            void toast({ message: t('removed', { name: leaving.name }) })
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  )
}
