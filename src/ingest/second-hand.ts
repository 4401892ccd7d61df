import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'
import { layouts } from './layouts/recognise-layout.ts'
import { literal } from './literal.ts'

/** The layouts of third parties, as SQL. */
function thirdParties(): string {
  return layouts
    .filter(({ rules }) => rules?.second_hand)
    .map(({ name }) => literal(name))
    .join(', ')
}

/** Whether the shop itself now tells what a third party told before: those orders stand beside its own. */
export async function toldTwice(stage: Writer, plans: readonly FilePlan[]): Promise<boolean> {
  if (plans.every(({ rules }) => rules.second_hand)) return false
  const { twice } = await stage.row<{ twice: boolean }>(
    raw(`SELECT count(*) > 0 AS twice FROM facts.orders WHERE import_id IN (
      SELECT import_id FROM facts.imports WHERE kind IN (${thirdParties()}))`),
  )
  return twice
}

/**
 * Sets aside what a third party says was sold, where the shop itself tells: in the same import or before. Both would
 * count every sale twice.
 */
export async function setAsideSecondHand(stage: Writer, plans: readonly FilePlan[]): Promise<void> {
  const files = plans.flatMap(({ rules }, index) => (rules.second_hand ? [index] : []))
  if (files.length === 0) return
  const { told } = await stage.row<{ told: boolean }>(
    raw(`SELECT count(*) > 0 AS told FROM facts.orders WHERE coalesce(import_id, '') NOT IN (
      SELECT import_id FROM facts.imports WHERE kind IN (${thirdParties()}))`),
  )
  if (!told && files.length === plans.length) return
  await stage.run(
    raw(
      `UPDATE lines SET issue = 'known_from_shop' WHERE issue IS NULL AND file_no IN (${files.join(', ')})`,
    ),
  )
}
