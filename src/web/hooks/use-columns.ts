import { useLocalStorage } from '@mantine/hooks'
import type { Column } from './column.ts'

type ColumnChoice<Row> = {
  shown: Column<Row>[]
  isShown: (key: string) => boolean
  toggle: (key: string) => void
}

/** Which columns a table shows: as the table says, until the reader chooses, and then as she chose. */
export function useColumns<Row>(table: string, columns: Column<Row>[]): ColumnChoice<Row> {
  const usual = columns.filter(({ hidden }) => !hidden).map(({ key }) => key)
  const [chosen, setChosen] = useLocalStorage<string[] | null>({
    key: `trastienda.columns.${table}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const keys = new Set(chosen ?? usual)
  return {
    shown: columns.filter(({ key }, index) => index === 0 || keys.has(key)),
    isShown: (key) => keys.has(key),
    toggle: (key) => {
      const next = new Set(keys)
      if (!next.delete(key)) next.add(key)
      setChosen([...next])
    },
  }
}
