import { useMemo } from 'react'
import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { forecastMethodWords } from '../../words/forecast-method-words.ts'
import { figureWords } from '../../words/figure-words.ts'

type Kind = 'percent' | 'hundredths' | 'change' | 'money' | 'number' | 'ratio'
/** An amount is in the unit of what is foretold. */
type FigureKind = Kind | 'amount'
type Word = keyof typeof figureWords

/** How each figure of a model is called and written; one that is not here is shown as it comes. */
const figures: Record<string, { word: Word; kind: FigureKind }> = {
  auc: { word: 'auc', kind: 'ratio' },
  rule_auc: { word: 'rule_auc', kind: 'ratio' },
  accuracy: { word: 'accuracy', kind: 'percent' },
  rule_accuracy: { word: 'rule_accuracy', kind: 'percent' },
  calibration_error: { word: 'calibration_error', kind: 'percent' },
  log_loss: { word: 'log_loss', kind: 'ratio' },
  brier: { word: 'brier', kind: 'ratio' },
  relative_error: { word: 'relative_error', kind: 'ratio' },
  orders_rmse: { word: 'orders_rmse', kind: 'ratio' },
  orders_mae: { word: 'orders_mae', kind: 'ratio' },
  orders_predicted: { word: 'orders_predicted', kind: 'number' },
  orders_actual: { word: 'orders_actual', kind: 'number' },
  value_rmse: { word: 'value_rmse', kind: 'money' },
  value_mae: { word: 'value_mae', kind: 'money' },
  value_predicted: { word: 'value_predicted', kind: 'money' },
  value_actual: { word: 'value_actual', kind: 'money' },
  coverage_80: { word: 'coverage_80', kind: 'percent' },
  coverage_95: { word: 'coverage_95', kind: 'percent' },
  total_error: { word: 'total_error', kind: 'change' },
  silhouette_score: { word: 'silhouette_score', kind: 'ratio' },
  inertia: { word: 'inertia', kind: 'number' },
  stability: { word: 'stability', kind: 'percent' },
  n_clusters: { word: 'n_clusters', kind: 'number' },
  wape: { word: 'wape', kind: 'percent' },
  naive_wape: { word: 'naive_wape', kind: 'percent' },
  mean_wape: { word: 'mean_wape', kind: 'percent' },
  mape: { word: 'mape', kind: 'hundredths' },
  mae: { word: 'mae', kind: 'amount' },
  rmse: { word: 'rmse', kind: 'amount' },
  mase: { word: 'mase', kind: 'ratio' },
  r2: { word: 'r2', kind: 'ratio' },
  below_50: { word: 'below_50', kind: 'percent' },
  below_80: { word: 'below_80', kind: 'percent' },
  below_95: { word: 'below_95', kind: 'percent' },
}

const candidates: Record<string, Word> = {
  rule: 'candidate_rule',
  model: 'candidate_model',
  mean: 'candidate_mean',
  p_alive: 'candidate_p_alive',
  logistic: 'candidate_logistic',
  boosted: 'candidate_boosted',
  seasonal_naive: 'candidate_rule',
}

const metrics: Record<string, { word: Word; kind: Kind }> = {
  orders: { word: 'metric_orders', kind: 'number' },
  revenue: { word: 'metric_revenue', kind: 'money' },
  units: { word: 'metric_units', kind: 'number' },
  gone_share: { word: 'metric_gone_share', kind: 'percent' },
}

type Entry = Reply<'model'>['ledger'][number]

/** The figures, candidates and predictions of a model in the reader's words; those of the sales forecast are of revenue. */
export function useFigureNames(model?: string) {
  const t = useWords(figureWords)
  const method = useWords(forecastMethodWords)
  const format = useFormat()
  return useMemo(() => {
    const write: Record<Kind, (value: number) => string> = {
      percent: (value) => format.percent(value),
      hundredths: (value) => format.percent(value / 100),
      change: format.change,
      money: format.money,
      number: (value) => format.number(value),
      ratio: (value) => format.number(value, 2),
    }
    const plain = (name: string): string => name.replaceAll('_', ' ')
    // a prediction for so many days ahead carries them in its name
    const metricOf = (entry: Entry) => {
      const [, name = entry.metric, days] = /^(.*?)(?:_(\d+))?$/.exec(entry.metric) ?? []
      return { name, days, known: metrics[name] }
    }
    return {
      figure: (name: string): string => (figures[name] ? t(figures[name].word) : plain(name)),
      show: (name: string, value: number): string => {
        const kind = figures[name]?.kind ?? 'ratio'
        return write[kind === 'amount' ? (model === 'sales-forecast' ? 'money' : 'number') : kind](value)
      },
      candidate: (name: string): string => {
        if (candidates[name]) return t(candidates[name])
        return name in forecastMethodWords ? method(name as keyof typeof forecastMethodWords) : plain(name)
      },
      entry: (entry: Entry): string => {
        const { name, days, known } = metricOf(entry)
        const what = known ? t(known.word) : plain(name)
        const tenth = entry.bucket === null ? Number.NaN : Number(entry.bucket)
        return [
          what,
          ...(days ? [t('in_days', { count: Number(days) })] : []),
          ...(Number.isNaN(tenth)
            ? entry.bucket === null
              ? []
              : [plain(entry.bucket)]
            : [
                t('risk_tenth', {
                  from: format.percent(tenth / 10, 0),
                  to: format.percent((tenth + 1) / 10, 0),
                }),
              ]),
        ].join(' · ')
      },
      entryFigure: (entry: Entry, value: number): string =>
        write[metricOf(entry).known?.kind ?? 'number'](value),
    }
  }, [t, method, format, model])
}
