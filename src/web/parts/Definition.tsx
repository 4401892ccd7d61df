import { ActionIcon, Popover } from '@mantine/core'
import { useWords } from '../hooks/use-words.ts'
import { panelWords } from '../words/panel-words.ts'
import { IconInfo } from './icons.ts'
import classes from './Definition.module.css'

type Props = { title: string; text: string; notes?: readonly (string | null | undefined)[] }

/** A figure explains itself: how it is made, of which days, up to when. */
export function Definition({ title, text, notes = [] }: Props) {
  const t = useWords(panelWords)
  return (
    <Popover width={280} position="bottom" withArrow={false}>
      <Popover.Target>
        <ActionIcon size={22} className={`${classes.mark} not-printed`} aria-label={t('about', { title })}>
          <IconInfo size={15} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.box ?? ''}>
        <p className={classes.title}>{title}</p>
        <p>{text}</p>
        {notes.filter(Boolean).map((note) => (
          <p key={note} className="quiet">
            {note}
          </p>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
