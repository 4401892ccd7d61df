import type { ImportVerdict } from '../../hooks/import-types.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { CompactTable } from '../../parts/CompactTable.tsx'
import { IconAlert, IconCheck } from '../../parts/icons.ts'
import { dataWords } from '../../words/data-words.ts'
import { useImportWords } from './use-import-words.ts'
import classes from './Verdict.module.css'

/** What came of an import, or would come of it: every row accounted for. */
export function Verdict({ verdict }: { verdict: ImportVerdict }) {
  const t = useWords(dataWords)
  const words = useImportWords()
  const format = useFormat()
  const number = (value: number) => format.number(value)
  const { changes } = verdict
  const days =
    verdict.first_day !== null && verdict.last_day !== null
      ? format.range(verdict.first_day, verdict.last_day)
      : '–'
  const facts: { label: string; value: string; note?: string }[] = [
    { label: t('rows_read'), value: number(verdict.rows_read) },
    { label: t('rows_loaded'), value: number(verdict.rows_loaded) },
    { label: t('rows_set_aside'), value: number(verdict.rows_set_aside) },
    {
      label: t('orders'),
      value: number(verdict.orders),
      // what is new is known only once it is loaded
      ...(verdict.outcome === 'checked'
        ? {}
        : {
            note: t('new_and_replaced', {
              added: changes.orders_new,
              replaced: changes.orders_replaced,
              same: changes.orders_unchanged,
            }),
          }),
    },
    { label: t('customers'), value: number(verdict.customers) },
    { label: t('products'), value: number(verdict.products) },
    { label: t('days'), value: days },
  ]
  return (
    <div className={classes.box}>
      <p className={classes.quality} data-quality={verdict.quality}>
        {verdict.quality === 'good' ? <IconCheck size={18} /> : <IconAlert size={18} stroke={1.6} />}
        {t(verdict.quality)}
      </p>
      <dl className={classes.facts}>
        {facts.map(({ label, value, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            {note && <dd className={classes.note}>{note}</dd>}
          </div>
        ))}
      </dl>
      <Notes title={t('reasons')} notes={verdict.reasons.map(words.note)} />
      <Notes title={t('assumed')} notes={verdict.assumed.map(words.note)} />
      <section>
        <h3 className={classes.title}>{t('aside_title')}</h3>
        {verdict.set_aside.length === 0 ? (
          <p className="quiet">{t('aside_none')}</p>
        ) : (
          <CompactTable
            label={t('aside_title')}
            columns={[
              { key: 'reason', title: t('reason'), kind: 'text', value: (row) => words.reason(row.reason) },
              {
                key: 'example',
                title: t('example'),
                kind: 'text',
                value: (row) =>
                  row.examples
                    .slice(0, 2)
                    .map(({ line, value }) =>
                      t('example_at', {
                        line,
                        value: value === null || value === '' ? t('empty_value') : value.slice(0, 40),
                      }),
                    )
                    .join(' · '),
              },
              { key: 'rows', title: t('rows'), kind: 'number', value: (row) => row.rows },
              { key: 'amount', title: t('amount'), kind: 'number', value: (row) => row.amount },
            ]}
            rows={verdict.set_aside}
            rowKey={(row) => row.reason}
          />
        )}
      </section>
      {verdict.kinds.length > 0 && (
        <section>
          <h3 className={classes.title}>{t('kinds_title')}</h3>
          <CompactTable
            label={t('kinds_title')}
            columns={[
              { key: 'kind', title: t('kind'), kind: 'text', value: (row) => t(row.kind) },
              { key: 'rows', title: t('rows'), kind: 'number', value: (row) => row.rows },
              { key: 'orders', title: t('orders'), kind: 'number', value: (row) => row.orders },
              { key: 'amount', title: t('amount'), kind: 'number', value: (row) => row.amount },
            ]}
            rows={verdict.kinds}
            rowKey={(row) => row.kind}
          />
          {verdict.adds_up && <p className={classes.note}>{t('adds_up')}</p>}
        </section>
      )}
    </div>
  )
}

function Notes({ title, notes }: { title: string; notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}
