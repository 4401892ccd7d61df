import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import classes from './sources.module.css'

/** What a machine answered, for whoever looks after it; what it means is said above in the reader's words. */
export function ServerSaid({ text }: { text: string }) {
  const t = useWords(sourceWords)
  return (
    <details className={classes.said}>
      <summary>{t('server_said')}</summary>
      <pre className={classes.code} lang="en">
        {text}
      </pre>
    </details>
  )
}
