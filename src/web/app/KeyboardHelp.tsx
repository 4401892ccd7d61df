import { Kbd, Modal } from '@mantine/core'
import { useWords } from '../hooks/use-words.ts'
import { shellWords } from '../words/shell-words.ts'
import classes from './KeyboardHelp.module.css'

const mod = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'

const keys = [
  { keys: ['/', `${mod} K`], word: 'key_search' },
  { keys: ['P'], word: 'key_period' },
  { keys: ['F'], word: 'key_filters' },
  { keys: ['Alt 1…9'], word: 'key_go' },
  { keys: ['↑', '↓'], word: 'key_rows' },
  { keys: ['Esc'], word: 'key_close' },
  { keys: ['?'], word: 'key_help' },
] as const

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useWords(shellWords)
  return (
    <Modal opened onClose={onClose} title={t('keyboard')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className={classes.list}>
        {keys.map(({ keys, word }) => (
          <div key={word} className={classes.row}>
            <dt>{t(word)}</dt>
            <dd className={classes.keys}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
