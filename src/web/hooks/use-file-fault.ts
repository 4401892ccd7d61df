import type { FileProblem } from '../../contracts/import-fields.ts'
import { fileFaultWords } from '../words/file-fault-words.ts'
import { importFieldWords } from '../words/import-field-words.ts'
import { ApiError } from './http.ts'
import { useErrorText } from './use-error-text.ts'
import { useWords } from './use-words.ts'

const shortNames: Record<string, string> = { date: 'ordered_at', price: 'unit_price', rate: 'exchange_rate' }

type Fault = { code: FileProblem; fields: readonly string[] }
type Place = Fault & { row: number; column: string | number }

/** What is wrong with a file, in the reader's words; any other error as everywhere. */
export function useFileFault() {
  const t = useWords(fileFaultWords)
  const field = useWords(importFieldWords)
  const errorText = useErrorText()
  const named = (name: string): string =>
    Object.hasOwn(importFieldWords, name)
      ? `«${field(name as keyof typeof importFieldWords)}»`
      : name.replaceAll('_', ' ')
  const why = (reason: string): string => {
    const [, manner, about = ''] = /^(missing|impossible)_(.+)$/.exec(reason) ?? []
    const subject = named(shortNames[about] ?? about)
    if (manner === 'missing' || manner === 'impossible') return t(manner, { field: subject })
    return reason === 'test_order' || reason === 'no_rate' ? t(reason) : reason.replaceAll('_', ' ')
  }
  const faultText = ({ code, fields }: Fault): string =>
    t(code, { fields: fields.map(named).join(t('or')), reason: fields.map(why).join() })
  return {
    faultText,
    fileErrorText: (error: unknown): string => {
      const detail =
        error instanceof ApiError && error.code === 'file_rejected' ? error.details[0] : undefined
      const place = detail?.value as Partial<Place> | undefined
      if (!detail || !place?.code) return errorText(error)
      const said = `${detail.parameter}: ${faultText({ code: place.code, fields: place.fields ?? [] })}`
      const { row = 1, column = 1 } = place
      return row === 1 && column === 1 ? said : `${said} ${t('at', { row, column })}`
    },
  }
}
