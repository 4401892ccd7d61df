import { auditInput, auditOutput } from '../../contracts/audit.ts'
import { storeAction } from '../action.ts'

const auditLog = storeAction({
  name: 'audit-log',
  paths: [{ method: 'GET', path: '/audit' }],
  title: 'Audit log',
  summary: 'What was done in the workspace, by whom and from what to what, the newest first',
  permission: 'audit:read',
  destructive: false,
  idempotent: true,
  input: auditInput,
  output: auditOutput,
  audit: null,
  run: async ({ store, workspace }, { start_date, end_date, limit, offset, ...filter }) => {
    const { items, total } = await store.audit.list({
      ...filter,
      workspace_id: workspace.workspace_id,
      from: start_date === undefined ? undefined : startOfDay(start_date, 0, workspace.time_zone),
      until: end_date === undefined ? undefined : startOfDay(end_date, 1, workspace.time_zone),
      limit,
      offset,
    })
    return { items: items.map(({ workspace_id: _workspace, ...entry }) => entry), total, limit, offset }
  },
})

export const auditActions = [auditLog]

/** The moment a local day, or one some days later, begins. */
function startOfDay(date: string, daysLater: number, timeZone: string): string {
  const asUtc = Date.parse(`${date}T00:00:00.000Z`) + daysLater * 86_400_000
  const shown = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (moment: number): number => {
    const name = shown.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? ['', '+', '0', '0']
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  }
  // the second look is at the offset that holds there and then, which a change of clocks may have moved
  return new Date(asUtc - offsetAt(asUtc - offsetAt(asUtc))).toISOString()
}
