import { openWarehouses, workspaceFolder } from '../../src/warehouse/open-warehouses.ts'
import { join } from 'node:path'
import { readAddress } from '../../src/ingest/postgres/address.ts'
import { readCatalogue } from '../../src/ingest/postgres/catalogue.ts'
import { inSession } from '../../src/ingest/postgres/inspect-postgres.ts'
import { propose } from '../../src/ingest/postgres/recipes/propose.ts'
import { refreshPostgres } from '../../src/ingest/postgres/refresh-postgres.ts'
import { clock } from './shop-source.ts'

/** Refreshes a source once, and says when it begins and when it is done. */
const [folder, url] = process.argv.slice(2)
const warehouses = openWarehouses({ folder, memoryMb: 512 })
const warehouse = await warehouses.open('shop').catch(async () => warehouses.create('shop'))
const address = readAddress({ url })
const feeds =
  (await inSession(address, async (session) => propose(await readCatalogue(session))))?.feeds ?? []
process.stdout.write('begins\n')
const context = {
  warehouse,
  clock,
  stagingFolder: join(workspaceFolder(folder, 'shop'), 'staging'),
  currency: 'BOB',
  timeZone: 'America/La_Paz',
}
const request = {
  source_id: 'shop',
  name: 'Shop',
  address,
  feeds,
  time_out_ms: 60_000,
  compare_ms: 86_400_000,
}
await refreshPostgres(context, { ...request, mode: process.argv[4] === 'compare' ? 'compare' : 'changes' })
process.stdout.write('done\n')
await warehouses.close()
