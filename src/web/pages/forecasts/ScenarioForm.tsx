import { Button, Menu } from '@mantine/core'
import { useWords } from '../../hooks/use-words.ts'
import { IconPlus } from '../../parts/icons.ts'
import { scenarioWords } from '../../words/scenario-words.ts'
import { ChangeFields } from './ChangeFields.tsx'
import { changeKinds, newChange } from './scenario-changes.ts'
import type { Change } from './scenario-changes.ts'
import classes from './ScenarioForm.module.css'

const mostChanges = 10

type Props = { changes: readonly Change[]; onChange: (changes: Change[]) => void; className?: string }

/** The changes of a scenario, each with its own few fields. */
export function ScenarioForm({ changes, onChange, className }: Props) {
  const t = useWords(scenarioWords)
  return (
    <section className={`${classes.card} ${className ?? ''}`} aria-label={t('what_if')}>
      <h2 className={classes.title}>{t('what_if')}</h2>
      <p className={classes.text}>{t('what_if_about')}</p>
      {changes.map((change, index) => (
        <ChangeFields
          // changes have no name of their own: their place is what tells them apart
          key={`${index} ${change.kind}`}
          change={change}
          onChange={(next) => onChange(changes.with(index, next))}
          onRemove={() => onChange(changes.toSpliced(index, 1))}
        />
      ))}
      {changes.length === 0 ? (
        <div className={classes.kinds}>
          {changeKinds.map((kind) => (
            <Button key={kind} variant="default" onClick={() => onChange([newChange(kind)])}>
              {t(kind)}
            </Button>
          ))}
        </div>
      ) : (
        <>
          <p className={classes.text}>{t('dates_hint')}</p>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                disabled={changes.length >= mostChanges}
              >
                {t('add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {changeKinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => onChange([...changes, newChange(kind)])}>
                  {t(kind)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </section>
  )
}
