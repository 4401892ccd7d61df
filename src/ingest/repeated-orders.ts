import type { Writer } from '../warehouse/reader.ts'
import { raw } from '../warehouse/sql.ts'
import type { FilePlan } from './file-plan.ts'

/**
 * Where two exports of one platform hold the same order, the one that reaches further in time says what it is now: the
 * other's rows of it are set aside, or the order would be sold twice. Of equals, the file named last wins.
 */
export async function setAsideRepeated(stage: Writer, plans: readonly FilePlan[]): Promise<void> {
  const byLayout = Map.groupBy(plans.keys(), (index) => `${plans[index].layout} ${plans[index].role}`)
  for (const [layout, group] of byLayout) {
    if (group.length < 2 || /^(?:generic|postgres) /.test(layout)) continue
    const files = `file_no IN (${group.join(', ')}) AND issue IS NULL`
    await stage.run(
      raw(`UPDATE lines SET issue = 'repeated_order' FROM (
          SELECT s.order_id, arg_max(s.file_no, struct_pack(reach := a.reach, place := s.file_no)) AS kept
          FROM (SELECT DISTINCT order_id, file_no FROM lines WHERE ${files}) AS s
          JOIN (SELECT file_no, max(local_at) AS reach FROM lines WHERE ${files} GROUP BY file_no) AS a ON a.file_no = s.file_no
          GROUP BY s.order_id HAVING count(*) > 1) AS twice
        WHERE twice.order_id = lines.order_id AND lines.file_no <> twice.kept AND lines.${files.replace('issue', 'lines.issue')}`),
    )
  }
}
