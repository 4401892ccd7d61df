import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requirePermission } from '../../actions/desk.ts'
import type { House } from '../../actions/desk.ts'
import { exportData } from '../../actions/exports/export-data.ts'
import { exportFormats } from '../../actions/exports/export-tables.ts'
import { localDay } from '../../answers/local-day.ts'
import { AppError } from '../../base/errors.ts'
import { parseInput } from '../../base/parse-input.ts'
import { callerOf } from '../caller.ts'
import { sentBy } from '../input.ts'
import { routeSchema } from '../route-schema.ts'

const input = z.object({
  format: z.enum(exportFormats).default('csv').describe('what the tables are written as'),
})

/** Taking everything along. */
export function exportRoutes(app: FastifyInstance, { house, hide }: { house: House; hide: boolean }): void {
  app.get('/export/data', {
    schema: routeSchema({
      name: 'export-data',
      title: 'Export everything',
      summary:
        'Customers, products, orders, lines, visits, reviews and stock as a zip of CSV or Parquet files.',
      tag: 'export',
      method: 'GET',
      path: '/export/data',
      input,
      produces: 'application/zip',
      hide,
    }),
    handler: async (request, reply) => {
      const caller = callerOf(request, reply)
      if (caller.principal.kind === 'anonymous') throw new AppError('not_signed_in')
      requirePermission(caller.principal, 'answers:read')
      const { format } = parseInput(input, sentBy(request))
      const { workspace_id, time_zone } = caller.workspace
      const name = `${workspace_id}-${localDay(house.clock(), time_zone)}.zip`
      const zip = await exportData(house, caller, format)
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .send(zip)
    },
  })
}
