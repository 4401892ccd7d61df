import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { dataWords } from '../../words/data-words.ts'
import classes from './ImportPage.module.css'

export type Rates = Readonly<Record<string, number>>

type Props = {
  missing: readonly string[]
  currency: string
  busy: boolean
  onRates: (rates: Rates) => void
}

/** Asks for the rates without which orders are set aside. */
export function MissingRates({ missing, currency, busy, onRates }: Props) {
  const t = useWords(dataWords)
  const [rates, setRates] = useState<Rates>({})
  const given = Object.entries(rates).filter(([, rate]) => rate > 0)
  return (
    <section className={classes.card} aria-label={t('rates_title')}>
      <h2 className={classes.cardTitle}>{t('rates_title')}</h2>
      <p className="quiet">{t('rates_text', { currency })}</p>
      <div className={classes.cardHead}>
        {missing.map((code) => (
          <NumberInput
            key={code}
            label={t('rate_of', { from: code, to: currency })}
            min={0}
            hideControls
            value={rates[code] ?? ''}
            onChange={(value) => setRates({ ...rates, [code]: Number(value) })}
          />
        ))}
        <Button
          variant="default"
          disabled={given.length === 0}
          loading={busy}
          onClick={() => onRates(Object.fromEntries(given))}
        >
          {t('check_again')}
        </Button>
      </div>
    </section>
  )
}
