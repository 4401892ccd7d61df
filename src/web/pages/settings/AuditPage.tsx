import { useAnswer } from '../../hooks/use-answer.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { auditWords } from '../../words/audit-words.ts'
import { settingsWords } from '../../words/settings-words.ts'
import { auditNames } from './audit-names.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

export function AuditPage() {
  const t = useWords(settingsWords)
  const said = useWords(auditWords)
  const nameOf = (action: string): string => {
    const word = auditNames[action]
    return word ? said(word) : action
  }
  const list = useList('')
  const audit = useAnswer('audit-log', { limit: list.limit, offset: list.offset })
  return (
    <>
      <SettingsTabs />
      <ListBody
        label={t('audit')}
        answer={audit}
        list={list}
        columns={[
          { key: 'at', title: t('when'), kind: 'moment', value: (row) => row.at },
          { key: 'action', title: t('action'), kind: 'text', value: (row) => nameOf(row.action) },
          { key: 'who', title: t('who'), kind: 'text', value: (row) => row.actor.name },
          { key: 'subject', title: t('subject'), kind: 'text', value: (row) => row.subject },
          {
            key: 'details',
            title: t('details'),
            kind: 'text',
            value: (row) => (row.after ? JSON.stringify(row.after) : null),
          },
        ]}
        rowKey={(row) => row.audit_id}
        empty={<EmptyState title={t('no_audit')} />}
        maxHeight="max(320px, calc(100dvh - 240px))"
      />
    </>
  )
}
