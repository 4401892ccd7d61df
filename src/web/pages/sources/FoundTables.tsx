import { Button } from '@mantine/core'
import type { Actions } from '../../hooks/actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { sourceWords } from '../../words/source-words.ts'
import { useImportWords } from '../imports/use-import-words.ts'

type Table = Actions['inspect-source']['output']['tables'][number]
type Props = {
  tables: readonly Table[]
  chosen: readonly (string | undefined)[]
  busy: boolean
  onChoose: (table: string) => void
}

const mostHeight = '320px'

/** What a database has, those that look like something of a shop first. */
export function FoundTables({ tables, chosen, busy, onChoose }: Props) {
  const t = useWords(sourceWords)
  const { roleName } = useImportWords()
  const likely = tables.toSorted((a, b) => Number(b.role !== null) - Number(a.role !== null))
  return (
    <DataTable
      label={t('tables')}
      columns={[
        { key: 'table', title: t('table'), kind: 'text', value: (row) => row.table },
        { key: 'role', title: t('could_be'), kind: 'text', value: (row) => row.role && roleName(row.role) },
        { key: 'rows', title: t('about_rows'), kind: 'number', value: (row) => row.rows },
        {
          key: 'columns',
          title: t('columns'),
          kind: 'text',
          value: (row) => row.columns.map(({ name }) => name).join(', '),
        },
      ]}
      rows={likely}
      rowKey={(row) => row.table}
      rowActions={(row) =>
        row.readable ? (
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={busy || chosen.includes(row.table)}
            aria-label={`${t('read_it')}: ${row.table}`}
            onClick={() => onChoose(row.table)}
          >
            {t('read_it')}
          </Button>
        ) : (
          <span className="quiet">{t('not_readable')}</span>
        )
      }
      maxHeight={mostHeight}
    />
  )
}
