import { TextInput } from '@mantine/core'
import { useWords } from '../../hooks/use-words.ts'
import { sourceWords } from '../../words/source-words.ts'
import classes from './sources.module.css'

type Folder = { path: string; pattern: string }
type Props = { value: Folder; onChange: (value: Folder) => void }

export function FolderFields({ value, onChange }: Props) {
  const t = useWords(sourceWords)
  const set = (key: keyof Folder, label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      spellCheck={false}
      value={value[key]}
      onChange={(event) => onChange({ ...value, [key]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.fields}>
      {set('path', t('folder'), t('folder_about'))}
      {set('pattern', t('pattern'), t('pattern_about'))}
    </div>
  )
}
