import { Select } from '@mantine/core'
import { importRoles, roleFields } from '../../../contracts/import-fields.ts'
import type { ImportField } from '../../../contracts/import-fields.ts'
import type { FileInspection, FileMapping } from '../../hooks/import-types.ts'
import { useFileFault } from '../../hooks/use-file-fault.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Notice } from '../../parts/Notice.tsx'
import { dataWords } from '../../words/data-words.ts'
import { useImportWords } from './use-import-words.ts'
import classes from './ImportPage.module.css'

type Props = {
  file: FileInspection
  mapping: FileMapping
  onMapping: (mapping: FileMapping) => void
}

const shownRows = 6
const dateOrders = ['day_first', 'month_first', 'year_first'] as const

export function FileColumns({ file, mapping, onMapping }: Props) {
  const t = useWords(dataWords)
  const { faultText } = useFileFault()
  const { fieldName, layoutName, roleName } = useImportWords()
  const fieldOf = new Map(
    Object.entries(mapping.columns).map(([field, column]) => [column, field as ImportField]),
  )
  const choices = [
    { value: '', label: t('not_used') },
    ...roleFields[mapping.role].map((field) => ({ value: field, label: fieldName(field) })),
  ]

  const choose = (column: string, field: string) => {
    const others = Object.entries(mapping.columns).filter(([name, used]) => used !== column && name !== field)
    const columns = Object.fromEntries(field === '' ? others : [...others, [field, column]])
    onMapping({ ...mapping, columns: columns })
  }

  return (
    <section className={classes.card} aria-label={file.name}>
      <div className={classes.cardHead}>
        <h2 className={classes.fileName}>{file.name}</h2>
        {mapping.layout !== undefined && mapping.layout !== 'generic' && (
          <p className={classes.recognised}>{t('recognised_as', { layout: layoutName(mapping.layout) })}</p>
        )}
        <Select
          label={t('holds')}
          value={mapping.role}
          onChange={(role) => role && onMapping({ ...mapping, role })}
          data={importRoles.map((role) => ({ value: role, label: roleName(role) }))}
        />
        {(file.dates_unclear || mapping.dates) && (
          <Select
            label={t('dates')}
            value={dateOrders.find((order) => order === mapping.dates) ?? null}
            onChange={(dates) => dates && onMapping({ ...mapping, dates })}
            data={dateOrders.map((order) => ({ value: order, label: t(order) }))}
          />
        )}
      </div>
      {file.fault && <Notice title={t('problem')} text={faultText(file.fault)} />}
      {file.dates_unclear && <Notice title={t('dates_unclear')} />}
      <div
        className={classes.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('sample_of', { name: file.name })}
      >
        <table className={classes.sample}>
          <thead>
            <tr>
              {file.header.map((column) => (
                <th key={column} scope="col" data-unused={!fieldOf.has(column) || undefined}>
                  <span className={classes.column} title={column}>
                    {column}
                  </span>
                  <Select
                    aria-label={t('column_is', { name: column })}
                    value={fieldOf.get(column) ?? ''}
                    onChange={(field) => choose(column, field ?? '')}
                    data={choices}
                    searchable
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.rows.slice(0, shownRows).map((row, index) => (
              <tr key={index}>
                {file.header.map((column, place) => (
                  <td key={column} title={row[place] ?? ''} data-unused={!fieldOf.has(column) || undefined}>
                    {row[place] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
