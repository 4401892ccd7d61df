import type { Reply } from '../../hooks/answers.ts'
import { useFormat } from '../../hooks/use-format.ts'
import { useWords } from '../../hooks/use-words.ts'
import { modelStoryWords } from '../../words/model-story-words.ts'

type Model = Pick<Reply<'models'>['items'][number], 'name' | 'quality'>
type Story = { short: string; told: string }

/** How well a model has done on the past, in words; null where it was not tried. */
export function useModelStory(): (model: Model) => Story | null {
  const t = useWords(modelStoryWords)
  const format = useFormat()
  const percent = (value: number): string => format.percent(value, 0)

  const ofForecast = ({ wape, naive_wape: rule, coverage_80: held }: Figures): Story | null => {
    if (wape === undefined || rule === undefined) return null
    const said = { wape: percent(wape), naive: percent(rule) }
    const ranges = held === undefined ? [] : [t('ranges', { coverage: percent(held) })]
    return { short: t('forecast_short', said), told: [t('forecast', said), ...ranges].join(' ') }
  }
  const ofChurn = ({ auc, rule_auc: rule, calibration_error: error }: Figures): Story | null => {
    if (auc === undefined || rule === undefined) return null
    const said = { auc: percent(auc), naive: percent(rule) }
    const honest = error === undefined ? [] : [t('percentages', { error: format.percent(error) })]
    return { short: t('churn_short', said), told: [t('churn', said), ...honest].join(' ') }
  }
  const ofValue = ({ relative_error: error, total_error: total }: Figures): Story | null => {
    if (error === undefined) return null
    const better = error < 0.995
    const said = { less: percent(1 - error) }
    const sum = total === undefined ? [] : [t('total', { error: format.change(total) })]
    return {
      short: better ? t('value_short', said) : t('value_worse_short'),
      told: [better ? t('value', said) : t('value_worse'), ...sum].join(' '),
    }
  }
  const ofGroups = ({ stability }: Figures): Story | null =>
    stability === undefined
      ? null
      : {
          short: t('groups_short', { stability: percent(stability) }),
          told: t('groups', { stability: percent(stability) }),
        }
  const ofOdd = ({ coverage_95: held }: Figures): Story | null =>
    held === undefined
      ? null
      : { short: t('odd_short', { coverage: percent(held) }), told: t('odd', { coverage: percent(held) }) }

  const stories: Readonly<Record<string, (figures: Figures) => Story | null>> = {
    'customer-segmentation': ofGroups,
    'customer-value': ofValue,
    churn: ofChurn,
    'sales-forecast': ofForecast,
    'demand-forecast': ofForecast,
    anomalies: ofOdd,
  }
  return ({ name, quality }) => stories[name]?.(quality) ?? null
}

/** Which of them there are differs from model to model. */
type Figures = Readonly<Partial<Record<string, number>>>
