import { useMemo } from 'react'
import type { Column } from '../../hooks/column.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { demandWords } from '../../words/demand-words.ts'
import { useReorderText, useUnits } from './demand-names.ts'
import type { Demand } from './demand-names.ts'

const riskyFrom = 0.5

/** @param stocked whether any stock is known: without, nothing is said of it unless it is asked for */
export function useDemandColumns(stocked: boolean): Column<Demand>[] {
  const t = useWords(demandWords)
  const format = useFormat()
  const reorder = useReorderText()
  const units = useUnits()
  return useMemo(() => {
    const forecast = (key: 'forecast_30' | 'forecast_60' | 'forecast_90', title: string): Column<Demand> => ({
      key,
      title,
      kind: 'number',
      sort: key,
      value: (row) => row[key],
      show: (row) => units(row[key]),
      bar: key === 'forecast_90',
    })
    return [
      {
        key: 'product',
        title: t('product'),
        kind: 'text',
        sort: 'product_name',
        value: (row) => row.product_name ?? row.product_id,
      },
      { key: 'id', title: t('product_id'), kind: 'text', value: (row) => row.product_id, hidden: true },
      forecast('forecast_30', t('next_30')),
      forecast('forecast_60', t('next_60')),
      forecast('forecast_90', t('next_90')),
      {
        key: 'stock',
        title: t('stock'),
        kind: 'number',
        value: (row) => row.stock_on_hand,
        hidden: !stocked,
      },
      {
        key: 'risk',
        title: t('risk'),
        kind: 'percent',
        sort: 'stockout_risk',
        hidden: !stocked,
        value: (row) => row.stockout_risk,
        show: ({ stockout_risk: risk }) =>
          risk === null ? (
            '–'
          ) : (
            <span style={risk >= riskyFrom ? { color: 'var(--worse)', fontWeight: 500 } : undefined}>
              {format.percent(risk, 0)}
            </span>
          ),
      },
      {
        key: 'date',
        title: t('runs_out'),
        kind: 'day',
        sort: 'stockout_date',
        hidden: !stocked,
        value: (row) => row.stockout_date,
      },
      {
        key: 'to_do',
        title: t('to_do'),
        kind: 'text',
        value: (row) => reorder(row.reorder_recommendation),
        hidden: !stocked,
      },
      {
        key: 'last_30',
        title: t('last_30'),
        kind: 'number',
        value: (row) => row.last_30,
        show: (row) => units(row.last_30),
      },
      { key: 'class', title: t('class'), kind: 'text', value: (row) => t(row.demand_class) },
      {
        key: 'safe',
        title: t('safe'),
        kind: 'number',
        value: (row) => row.quantile_80,
        show: (row) => units(row.quantile_80),
      },
      {
        key: 'safest',
        title: t('safest'),
        kind: 'number',
        value: (row) => row.quantile_95,
        show: (row) => units(row.quantile_95),
        hidden: true,
      },
      { key: 'category', title: t('category'), kind: 'text', value: (row) => row.category },
      {
        key: 'order_by',
        title: t('order_by'),
        kind: 'day',
        value: (row) => row.reorder_recommendation.order_by,
        hidden: true,
      },
      { key: 'method', title: t('method'), kind: 'text', value: (row) => t(row.method), hidden: true },
    ]
  }, [t, format, reorder, units, stocked])
}
