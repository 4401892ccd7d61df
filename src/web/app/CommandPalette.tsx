import { Kbd, Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { IconSearch } from '../parts/icons.ts'
import { paletteWords } from '../words/palette-words.ts'
import { useCommands } from './use-commands.ts'
import type { Command } from './use-commands.ts'
import classes from './CommandPalette.module.css'

/** From anywhere to a page, a person, a product or another period, without the mouse. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useWords(paletteWords)
  const list = useId()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const [searched] = useDebouncedValue(wanted.trim(), 150)
  const { groups, searching } = useCommands(wanted.trim(), searched)
  const commands = groups.flatMap((group) => group.commands)
  const chosen = Math.min(at, Math.max(0, commands.length - 1))

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((chosen + step + commands.length) % Math.max(1, commands.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(commands[chosen])
    }
  }

  let place = -1
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      aria-label={t('placeholder')}
    >
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.6} />
        <input
          className={classes.input}
          data-autofocus
          placeholder={t('placeholder')}
          aria-label={t('placeholder')}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={commands[chosen] ? `${list}-${chosen}` : undefined}
          value={wanted}
          onChange={(event) => {
            setWanted(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd size="xs">Esc</Kbd>
      </div>
      <div className={classes.list} id={list} role="listbox" aria-label={t('placeholder')}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <p className={classes.group}>{group.name}</p>
            {group.commands.map((command) => {
              place += 1
              const own = place
              return (
                <div
                  key={command.key}
                  id={`${list}-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === chosen}
                  className={classes.option}
                  ref={(element) => {
                    if (own === chosen) element?.scrollIntoView({ block: 'nearest' })
                  }}
                  onMouseMove={() => setAt(own)}
                  onClick={() => run(command)}
                  onKeyDown={onKeyDown}
                >
                  <span className={classes.name}>{command.name}</span>
                  {command.note && <span className={classes.note}>{command.note}</span>}
                </div>
              )
            })}
          </div>
        ))}
        {commands.length === 0 && (
          <p className={classes.none}>{searching ? t('searching') : t('nothing', { text: wanted })}</p>
        )}
      </div>
    </Modal>
  )
}
