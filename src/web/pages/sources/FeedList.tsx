import type { FeedView, KeptMapping } from '../../../contracts/source-parts.ts'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import { useImportWords } from '../imports/use-import-words.ts'
import { changeWords } from './use-source-words.ts'
import classes from './sources.module.css'

type Props = { feeds: readonly FeedView[]; mappings?: readonly KeptMapping[] }

/** What is read of a source, how its changes are seen, and which column is what. */
export function FeedList({ feeds, mappings = [] }: Props) {
  const { roleName } = useImportWords()
  return (
    <div>
      {feeds.map((feed) => (
        <section key={feed.name} className={classes.feed} aria-label={feed.name}>
          <h3 className={classes.title}>
            {feed.name} · {roleName(feed.role)}
          </h3>
          <FeedChanges feed={feed} />
        </section>
      ))}
      {mappings.map(({ name, mapping }, index) => (
        <section key={`${name} ${index}`} className={classes.feed} aria-label={name}>
          <h3 className={classes.title}>
            {name} · {roleName(mapping.role)}
          </h3>
          <ColumnList mapping={mapping} />
        </section>
      ))}
    </div>
  )
}

function ColumnList({ mapping }: Pick<FeedView, 'mapping'>) {
  const t = useWords(sourceWords)
  const { fieldName } = useImportWords()
  return (
    <details className={classes.said}>
      <summary>{t('columns')}</summary>
      <ul className={classes.list}>
        {Object.entries(mapping.columns).map(([field, column]) => (
          <li key={field}>
            {fieldName(field)}: <code>{column}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

export function FeedChanges({ feed }: { feed: FeedView }) {
  const t = useWords(sourceWords)
  return (
    <>
      <ul className={classes.list}>
        {feed.changes.map(({ relation, mode, column }) => (
          <li key={relation}>
            {t('changes_of', {
              relation: plainRelation(relation),
              mode: [t(changeWords[mode]), column].filter(Boolean).join(': '),
            })}
          </li>
        ))}
      </ul>
      <ColumnList mapping={feed.mapping} />
      {feed.query !== '' && (
        <details className={classes.said}>
          <summary>{t('as_sent')}</summary>
          <pre className={classes.code}>{feed.query}</pre>
        </details>
      )}
    </>
  )
}

/** A table as people name it: `"public"."venta" AS v` is venta. */
function plainRelation(text: string): string {
  return text
    .replaceAll('"', '')
    .replaceAll(/ AS \w+/g, '')
    .replaceAll(/ ON .*?(?= (?:LEFT )?JOIN |$)/g, '')
    .replaceAll(/ (?:LEFT )?JOIN /g, ' + ')
    .replaceAll(/\bpublic\./g, '')
}
