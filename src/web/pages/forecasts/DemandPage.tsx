import { SegmentedControl, Select } from '@mantine/core'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useColumns } from '../../hooks/use-columns.ts'
import { useChoice, useFilter } from '../../hooks/use-filter.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useList } from '../../hooks/use-list.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ColumnPicker } from '../../parts/ColumnPicker.tsx'
import { Definition } from '../../parts/Definition.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Grid } from '../../parts/Grid.tsx'
import { ListBody } from '../../parts/ListBody.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { Toolbar } from '../../parts/Toolbar.tsx'
import { demandWords } from '../../words/demand-words.ts'
import { useDemandColumns } from './demand-columns.tsx'
import { demandClasses } from './demand-names.ts'
import { DemandCategories } from './DemandCategories.tsx'
import classes from './DemandPage.module.css'
import { DemandSummary } from './DemandSummary.tsx'
import { DownloadList } from './DownloadList.tsx'
import { ForecastTabs } from './ForecastTabs.tsx'

const risks = ['0', '0.5', '0.8'] as const
const anyClass = 'any_class'
const mostRows = 500

/** What each product will be asked for, whether its stock lasts, and what to order. */
export function DemandPage() {
  const t = useWords(demandWords)
  const format = useFormat()
  const { asked } = useFilter()
  const listed = useList('-forecast_90')
  const list = { ...listed, limit: Math.min(mostRows, listed.limit) }
  const [demandClass, setDemandClass] = useChoice('class', [anyClass, ...demandClasses], anyClass)
  const [risk, setRisk] = useChoice('risk', risks, '0')
  const question = {
    ...asked,
    sort: list.sort,
    ...(list.search ? { search: list.search } : {}),
    ...(demandClass === anyClass ? {} : { demand_class: demandClass }),
    ...(risk === '0' ? {} : { min_risk: Number(risk) }),
  }
  const answer = useAnswer('demand-forecast', { ...question, top_n: list.limit, offset: list.offset })
  const stocked = answer.data?.items.some(({ stock_on_hand }) => stock_on_hand !== null) ?? true
  const columns = useDemandColumns(stocked || risk !== '0')
  const choice = useColumns('demand', columns)
  return (
    <>
      <ForecastTabs />
      <Grid>
        <DemandSummary className="span-7" answer={answer} />
        <DemandCategories className="span-5" answer={answer} />
      </Grid>
      <div className={classes.list}>
        <Toolbar
          end={
            <>
              <Definition title={t('list')} text={t('about')} notes={[t('class_about')]} />
              <ColumnPicker columns={columns} {...choice} />
              <DownloadList
                name="demand-forecast"
                title={t('list')}
                columns={columns}
                most={mostRows}
                page={(top_n, offset) => ({ ...question, top_n, offset })}
              />
            </>
          }
        >
          <SearchField value={list.search} placeholder={t('search')} onChange={list.setSearch} />
          <Select
            w={230}
            aria-label={t('class')}
            value={demandClass}
            allowDeselect={false}
            onChange={(value) => value && setDemandClass(value)}
            data={([anyClass, ...demandClasses] as const).map((one) => ({
              value: one,
              label: t(one),
            }))}
          />
          {(stocked || risk !== '0') && (
            <SegmentedControl
              aria-label={t('risk_filter')}
              value={risk}
              onChange={setRisk}
              data={risks.map((one) => ({
                value: one,
                label:
                  one === '0' ? t('any_risk') : t('risk_from', { share: format.percent(Number(one), 0) }),
              }))}
            />
          )}
        </Toolbar>
        <ListBody
          label={t('list')}
          answer={answer}
          list={list}
          columns={choice.shown}
          rowKey={(row) => row.product_id}
          rowLink={(row) => ({ to: `/products/${encodeURIComponent(row.product_id)}` })}
          empty={<EmptyState title={t('empty')} text={t('empty_text')} />}
        />
      </div>
    </>
  )
}
