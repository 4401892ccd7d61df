import { useWords } from '../hooks/use-words.ts'
import { chartWords } from '../words/chart-words.ts'
import { textOn } from './text-on.ts'
import { useTokens } from './use-tokens.ts'
import classes from './Heatmap.module.css'

type Props = {
  name: string
  rows: readonly { key: string; title: string; note?: string; values: readonly (number | null)[] }[]
  columns: readonly string[]
  /** what stands above the names of the rows */
  corner: string
  show: (value: number) => string
  /** the value that has the strongest colour; the largest by default */
  most?: number
  onPick?: ((row: number, column: number) => void) | undefined
}

/** A table whose cells are coloured by how much they hold. */
export function Heatmap({ name, rows, columns, corner, show, most, onPick }: Props) {
  const t = useWords(chartWords)
  const tokens = useTokens()
  const top = most ?? Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const colourOf = (value: number): string => {
    const step =
      top > 0
        ? Math.min(tokens.sequential.length - 1, Math.floor((value / top) * tokens.sequential.length))
        : 0
    return tokens.sequential[Math.max(0, step)]
  }
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('heatmap_label', { name })}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes.column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row.key}>
              <th scope="row" title={row.note}>
                {row.title}
                {row.note && <span className={classes.note}>{row.note}</span>}
              </th>
              {columns.map((column, index) => {
                const value = row.values[index]
                if (value === null || value === undefined) return <td key={column} />
                const colour = colourOf(value)
                return (
                  <td
                    key={column}
                    className={classes.cell}
                    style={{ background: colour, color: textOn(colour) }}
                    data-open={onPick ? true : undefined}
                    onClick={onPick && (() => onPick(rowIndex, index))}
                  >
                    {show(value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
