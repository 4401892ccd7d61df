import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { mappedCodes, WorldMap } from './WorldMap.tsx'
import classes from './CountryMap.module.css'

type Item = { country: string | null; country_code: string | null; revenue: number }

type Props = {
  name: string
  items: readonly Item[]
  show: (value: number) => string
  onPick?: (value: { name: string }) => void
  height: number
}

/** Countries as the data names them; those without a place on the map are listed under it, not lost. */
export function CountryMap({ name, items, show, onPick, height }: Props) {
  const t = useWords(chartWords)
  const onMap = items.flatMap((item) =>
    item.country !== null && item.country_code !== null && mappedCodes.has(item.country_code)
      ? [{ code: item.country_code, name: item.country, value: item.revenue }]
      : [],
  )
  const lost = items.filter((item) => item.country_code === null || !mappedCodes.has(item.country_code))
  return (
    <div>
      <WorldMap name={name} values={onMap} show={show} onPick={onPick} height={height} />
      {lost.length > 0 && (
        <p className={classes.lost}>
          {t('not_on_map', {
            names: lost.map((item) => `${item.country ?? '–'} (${show(item.revenue)})`).join(', '),
          })}
        </p>
      )}
    </div>
  )
}
