import { importFields } from '../../contracts/import-fields.ts'
import type { ImportField } from '../../contracts/import-fields.ts'
import type { FileMapping } from '../../contracts/imports.ts'
import { sampleValues } from '../file-plan.ts'
import type { FilePlan } from '../file-plan.ts'
import { detectNumberFormat } from '../number-format.ts'

/** How a shop writes the numbers and days that it keeps as texts. */
export type TextFormats = Pick<FileMapping, 'numbers' | 'dates'>

/** What the texts of this reading leave no doubt of: few rows that come later may tell nothing of themselves. */
export function provenFormats(plan: FilePlan): TextFormats {
  const found: TextFormats = {}
  for (const [field, column] of Object.entries(plan.columns) as [ImportField, string][]) {
    if (plan.source.exact?.has(column)) continue
    const type = importFields[field]
    const time = plan.times[field]
    if (type === 'number') {
      const { format, proven } = detectNumberFormat(sampleValues(plan, field), null)
      if (proven) found.numbers ??= format
    } else if (time && !time.unclear && sampleValues(plan, field).length > 0) found.dates ??= time.order
  }
  return found
}
