import { lineKinds } from '../contracts/words.ts'
import type { LineKind } from '../contracts/words.ts'
import type { FilePlan } from './file-plan.ts'
import { commonCodes } from './layouts/layout.ts'
import { literal } from './literal.ts'
import { has } from './typed-columns.ts'

/** The documents that a row can stand on. */
export const documents = ['credit_note', 'bad_debt', 'zero_price', 'negative_price', 'return', 'invoice']

function prefixed(column: string, prefix: string | undefined): string {
  return prefix === undefined ? 'false' : `starts_with(upper(${column}), ${literal(prefix)})`
}

/** A code, or a pattern of LIKE, as a regular expression. */
function asPattern(code: string): string {
  return code
    .split(/(\\[\\%_]|[%_])/)
    .map((part) => {
      if (part === '%') return '.*'
      const plain = part.length === 2 && part.startsWith('\\') ? part.slice(1) : part
      return plain.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => `\\${sign}`)
    })
    .join('')
}

/** Which service a product code stands for, null for a product. Lists are searched in place: IN would become a join. */
export function codeSql(plan: FilePlan): string {
  if (plan.source.numbered_products) return 'CAST(NULL AS VARCHAR)'
  const cases = lineKinds.flatMap((kind) => {
    const codes = [...(plan.rules.codes?.[kind] ?? []), ...(commonCodes[kind] ?? [])]
    const exact = codes.filter((text) => !text.includes('%')).map(literal)
    const patterns = codes.filter((text) => text.includes('%'))
    const tests = [
      ...(exact.length > 0 ? [`list_contains([${exact.join(', ')}], upper(product))`] : []),
      ...patterns.map((text) => `upper(product) LIKE ${literal(text)} ESCAPE '\\'`),
    ]
    return tests.length > 0 ? [`WHEN ${tests.join(' OR ')} THEN '${kind}'`] : []
  })
  // one look tells most products apart from services
  const all = lineKinds.flatMap((kind) => [...(plan.rules.codes?.[kind] ?? []), ...(commonCodes[kind] ?? [])])
  const any = all.map(asPattern).join('|')
  const named = has(plan, 'product_name') ? Object.entries(plan.rules.names ?? {}) : []
  const byCode = `CASE WHEN product IS NULL OR NOT regexp_full_match(product, ${literal(`(?i)(?:${any})`)}) THEN NULL ${cases.join(' ')} END`
  if (named.length === 0) return byCode
  const byName = named.map(
    ([kind, pattern]) => `WHEN regexp_matches(product_name, ${literal(`(?i)${pattern}`)}) THEN '${kind}'`,
  )
  return `coalesce(${byCode}, CASE ${byName.join(' ')} END)`
}

/** The document a row stands on, by its order's id and its own signs. */
export function documentSql(plan: FilePlan): string {
  return `CASE WHEN ${prefixed('order_id', plan.rules.credit_prefix)} THEN 'credit_note'
    WHEN ${prefixed('order_id', plan.rules.adjustment_prefix)} THEN 'bad_debt'
    WHEN price = 0 THEN 'zero_price' WHEN price < 0 THEN 'negative_price' WHEN q < 0 THEN 'return' ELSE 'invoice' END`
}

/** What a line is: a service by its code, else by its document and signs. */
export function kindSql(plan: FilePlan): string {
  const given = has(plan, 'kind')
    ? `WHEN list_contains([${lineKinds.map(literal).join(', ')}], kind) THEN kind`
    : ''
  const bySigns: [string, LineKind][] = [
    ["document = 'bad_debt' OR price < 0", 'adjustment'],
    // stock that went missing: taken out at no price, on no credit note
    ["price = 0 AND q < 0 AND document <> 'credit_note'", 'adjustment'],
    ['price = 0', 'free'],
    ["q < 0 OR document = 'credit_note'", 'refund'],
  ]
  return `CASE ${given} WHEN service IS NOT NULL THEN service
    ${bySigns.map(([test, kind]) => `WHEN ${test} THEN '${kind}'`).join(' ')} ELSE 'sale' END`
}
