import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { act } from '../../hooks/act.ts'
import { usePermission } from '../../hooks/permission.ts'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useSayFailed } from '../../hooks/use-record-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { DayField } from '../../parts/DayField.tsx'
import { DataTable } from '../../parts/DataTable.tsx'
import { FormCard } from '../../parts/FormCard.tsx'
import { toast } from '../../parts/toast.ts'
import { recordWords } from '../../words/record-words.ts'
import { settingsWords } from '../../words/settings-words.ts'

type Rate = Reply<'exchange-rates'>['items'][number]

/** What other currencies are worth: for orders that name theirs but no rate, and for changing the shop's own. */
export function RatesCard({ currency }: { currency: string }) {
  const t = useWords(settingsWords)
  const format = useFormat()
  const rates = useAnswer('exchange-rates', {})
  const mayChange = usePermission('imports:write')
  const known = rates.data?.items ?? []
  return (
    <>
      <div className="span-12">
        <RateForm own={currency} />
      </div>
      {known.length > 0 && (
        <div className="span-12">
          <DataTable
            label={t('rates_title')}
            columns={[
              { key: 'currency', title: t('currency'), kind: 'text', value: (row) => row.currency },
              {
                key: 'rate',
                title: t('rate_latest', { currency }),
                kind: 'number',
                value: (row) => row.rate,
                // as many digits as tell a small rate from none
                show: ({ rate }) => format.number(rate, rate < 1 ? 6 : 4),
              },
              { key: 'first_day', title: t('rate_first'), kind: 'day', value: (row) => row.first_day },
              { key: 'last_day', title: t('rate_last'), kind: 'day', value: (row) => row.last_day },
              { key: 'rates', title: t('rate_days'), kind: 'number', value: (row) => row.rates },
            ]}
            rows={known}
            rowKey={(row) => row.currency}
            {...(mayChange && { rowActions: (row: Rate) => <RemoveRates rate={row} /> })}
          />
        </div>
      )}
    </>
  )
}

function RateForm({ own }: { own: string }) {
  const t = useWords(settingsWords)
  const [currency, setCurrency] = useState<string | null>(null)
  const [day, setDay] = useState('')
  const [rate, setRate] = useState<number | null>(null)
  const save = async () => {
    await act('set-exchange-rates', { items: [{ currency: currency!, day, rate: rate! }] })
    setRate(null)
  }
  return (
    <FormCard
      title={t('rates_title')}
      text={t('rates_text', { currency: own })}
      submit={t('rate_add')}
      done={t('saved')}
      disabled={currency === null || day === '' || rate === null || rate <= 0}
      onSubmit={save}
    >
      <Select
        label={t('currency')}
        searchable
        value={currency}
        onChange={setCurrency}
        data={Intl.supportedValuesOf('currency').filter((code) => code !== own)}
      />
      <DayField
        label={t('rate_from')}
        value={day === '' ? undefined : day}
        onChange={(chosen) => setDay(chosen ?? '')}
      />
      <NumberInput
        label={t('rate_is', { currency: own })}
        min={0}
        decimalScale={8}
        hideControls
        value={rate ?? ''}
        onChange={(typed) => setRate(typeof typed === 'number' ? typed : null)}
      />
    </FormCard>
  )
}

/** Takes all rates of a currency away; what went can be put back. */
function RemoveRates({ rate }: { rate: Rate }) {
  const t = useWords(settingsWords)
  const record = useWords(recordWords)
  const sayFailed = useSayFailed()
  const remove = async () => {
    const { removed } = await act('remove-exchange-rates', { currency: rate.currency })
    const undo = () => void act('set-exchange-rates', { items: removed }).catch(sayFailed)
    await toast({
      message: t('rates_removed', { currency: rate.currency }),
      undo: { label: record('undo'), run: undo },
    })
  }
  return (
    <Button variant="subtle" color="red" size="compact-xs" onClick={() => void remove().catch(sayFailed)}>
      {t('rate_remove')}
    </Button>
  )
}
