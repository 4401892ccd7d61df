/** One record of a CSV file: its cells, the line it begins on (from 1), and how many lines it spans. */
export type CsvRecord = { cells: string[]; line: number; lines: number }

export type ParseOptions = { delimiter: string; quote: string; escape: string; limit?: number }

/** Reads a short piece of CSV text: for samples and examples only, whole files go through the engine. Blank lines are left out. */
export function parseCsv(
  text: string,
  { delimiter, quote, escape, limit = Infinity }: ParseOptions,
): CsvRecord[] {
  const records: CsvRecord[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let atStart = true
  let line = 1
  let begun = 1

  const endCell = (): void => {
    cells.push(cell)
    cell = ''
    atStart = true
  }
  const endRecord = (): void => {
    endCell()
    if (cells.length > 1 || cells[0] !== '') records.push({ cells, line: begun, lines: line - begun + 1 })
    cells = []
  }

  for (let i = 0; i < text.length && records.length < limit; i++) {
    const letter = text[i]
    if (quoted) {
      if (letter === escape && text[i + 1] === quote) cell += text[++i]
      else if (letter === quote) quoted = false
      else {
        if (letter === '\n' || (letter === '\r' && text[i + 1] !== '\n')) line++
        cell += letter
      }
    } else if (letter === quote && atStart) {
      quoted = true
      atStart = false
    } else if (text.startsWith(delimiter, i)) {
      endCell()
      i += delimiter.length - 1
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[i + 1] === '\n') i++
      endRecord()
      begun = ++line
    } else {
      cell += letter
      atStart = false
    }
  }
  if (records.length < limit && (cell !== '' || cells.length > 0)) endRecord()
  return records
}
