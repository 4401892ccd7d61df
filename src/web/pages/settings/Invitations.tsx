import { Button } from '@mantine/core'
import { act } from '../../hooks/act.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { toast } from '../../parts/toast.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { useRoleName } from './use-role-name.ts'
import classes from './settings.module.css'

export function Invitations() {
  const t = useWords(settingsWords)
  const roleName = useRoleName()
  const failed = useSayFailed()
  const invitations = useAnswer('list-invitations', {})
  const items = invitations.data?.items ?? []
  const withdraw = (invitation_id: string) => {
    act('withdraw-invitation', { invitation_id }).then(() => void toast({ message: t('withdrawn') }), failed)
  }
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('invitations')}</h2>
      {items.length === 0 ? (
        <p className="quiet">{t('no_invitations')}</p>
      ) : (
        <DataTable
          label={t('invitations')}
          columns={[
            { key: 'email', title: t('email'), kind: 'text', value: (row) => row.email },
            { key: 'role', title: t('role'), kind: 'text', value: (row) => roleName(row.role) },
            { key: 'expires', title: t('expires'), kind: 'moment', value: (row) => row.expires_at },
          ]}
          rows={items}
          rowKey={(row) => row.invitation_id}
          rowActions={(row) => (
            <Button variant="subtle" size="compact-xs" onClick={() => withdraw(row.invitation_id)}>
              {t('withdraw')}
            </Button>
          )}
        />
      )}
    </section>
  )
}
