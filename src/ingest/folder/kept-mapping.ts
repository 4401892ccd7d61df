import type { FileMapping } from '../../contracts/imports.ts'
import type { KeptMapping } from '../../contracts/source-parts.ts'
import { matcher } from './file-names.ts'

/**
 * The mapping that is kept for a file: that of files with just these columns, whatever they are called, else that of its name where it
 * has the columns that the mapping reads.
 */
export function keptMapping(
  kept: readonly KeptMapping[],
  name: string,
  header: readonly string[],
): FileMapping | undefined {
  const here = new Set(header)
  const same = kept.find(
    (each) =>
      each.header && each.header.length === header.length && each.header.every((one) => here.has(one)),
  )
  const named = kept.find(
    (each) =>
      matcher(each.name).test(name) && Object.values(each.mapping.columns).every((one) => here.has(one)),
  )
  return (same ?? named)?.mapping
}
