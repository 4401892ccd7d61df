import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import { columnNamed } from './file-plan.ts'
import type { FilePlan } from './file-plan.ts'

/** What a catalogue that comes with the orders calls its gift cards: their codes, and names that begin with their titles. */
async function giftCardsOf(stage: Writer, plan: FilePlan): Promise<string[]> {
  const flag = columnNamed(plan, plan.rules.gift_card)
  const name = plan.source.header.indexOf(plan.columns.product_name ?? '')
  if (flag === null || name < 0) return []
  const code = plan.source.header.indexOf(plan.columns.product_id ?? '')
  const rows = await stage.rows<{ code: string | null; title: string | null }>(
    raw(`SELECT DISTINCT ${code < 0 ? 'NULL' : `nullif(trim(c${code + 1}), '')`} AS code, nullif(trim(c${name + 1}), '') AS title
      FROM ${plan.source.from} WHERE lower(trim(${flag})) IN ('true', '1', 'yes', 'verdadero')`),
  )
  const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  const exact = (text: string): string => (text.includes('%') ? likeText(text) : text)
  return rows.flatMap(({ code, title }) => [
    ...(code === null ? [] : [exact(code)]),
    ...(title === null ? [] : [exact(title), `${likeText(title)} - %`]),
  ])
}

/** Lets the lines of a platform know which products its catalogue, in the same import, says are gift cards. */
export async function shareGiftCards(stage: Writer, plans: readonly FilePlan[]): Promise<void> {
  const codes: string[] = []
  for (const plan of plans) if (plan.rules.gift_card) codes.push(...(await giftCardsOf(stage, plan)))
  if (codes.length === 0) return
  for (const plan of plans.filter(({ role, layout }) => role === 'lines' && layout !== 'generic')) {
    const known = plan.rules.codes ?? {}
    plan.rules = {
      ...plan.rules,
      codes: {
        ...known,
        adjustment: [...(known.adjustment ?? []), ...codes.map((code) => code.toUpperCase())],
      },
    }
  }
}
