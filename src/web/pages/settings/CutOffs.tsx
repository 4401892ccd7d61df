import { NumberInput } from '@mantine/core'
import { useWords } from '../../hooks/use-words.ts'
import { settingsWords } from '../../words/settings-words.ts'
import classes from './settings.module.css'

type Pair = [number, number] | null
export type Cuts = Record<'recency_cut_offs' | 'frequency_cut_offs' | 'monetary_cut_offs', Pair>

const rows = [
  ['recency_cut_offs', 'recency'],
  ['frequency_cut_offs', 'frequency'],
  ['monetary_cut_offs', 'monetary'],
] as const

/** From which value the fixed rules give a 3 and a 2; both blank leaves it to the customers themselves. */
export function CutOffs({ cuts, onChange }: { cuts: Cuts; onChange: (cuts: Cuts) => void }) {
  const t = useWords(settingsWords)
  const set = (name: keyof Cuts, place: 0 | 1, value: string | number) => {
    if (typeof value !== 'number') return onChange({ ...cuts, [name]: null })
    const [three, two] = cuts[name] ?? [value, value]
    onChange({ ...cuts, [name]: place === 0 ? [value, two] : [three, value] })
  }
  return (
    <fieldset className={classes.cuts}>
      <legend>{t('cut_offs')}</legend>
      <p className="quiet">{t('cut_offs_text')}</p>
      {rows.map(([name, word]) => (
        <div key={name} className={classes.pair}>
          <NumberInput
            label={t('scores_3', { name: t(word) })}
            min={0}
            hideControls
            value={cuts[name]?.[0] ?? ''}
            onChange={(value) => set(name, 0, value)}
          />
          <NumberInput
            label={t('scores_2', { name: t(word) })}
            min={0}
            hideControls
            value={cuts[name]?.[1] ?? ''}
            onChange={(value) => set(name, 1, value)}
          />
        </div>
      ))}
    </fieldset>
  )
}
