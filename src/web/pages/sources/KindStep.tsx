import { UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SourceKind } from '../../../contracts/source-parts.ts'
import { useWords } from '../../hooks/use-words.ts'
import { IconDatabase, IconFolder, IconUpload } from '../../parts/icons.ts'
import { sourceWords } from '../../words/source-words.ts'
import classes from './sources.module.css'

const kinds = [
  { kind: 'postgres', icon: IconDatabase, name: 'kind_postgres', text: 'kind_postgres_text' },
  { kind: 'folder', icon: IconFolder, name: 'kind_folder', text: 'kind_folder_text' },
] as const

export function KindStep({ onChoose }: { onChoose: (kind: SourceKind) => void }) {
  const t = useWords(sourceWords)
  return (
    <div className={classes.kinds}>
      {kinds.map(({ kind, icon: Icon, name, text }) => (
        <UnstyledButton key={kind} className={classes.kind ?? ''} onClick={() => onChoose(kind)}>
          <Icon size={24} stroke={1.5} />
          <span className={classes.kindName}>{t(name)}</span>
          <span className={classes.kindText}>{t(text)}</span>
        </UnstyledButton>
      ))}
      <Link to="/data/import" className={classes.kind ?? ''}>
        <IconUpload size={24} stroke={1.5} />
        <span className={classes.kindName}>{t('kind_files')}</span>
        <span className={classes.kindText}>{t('kind_files_text')}</span>
      </Link>
    </div>
  )
}
