import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AnswerContext } from '../../../src/answers/answer.ts'
import { forecastScenario } from '../../../src/answers/forecasts/forecast-scenario.ts'
import { salesDecomposition } from '../../../src/answers/forecasts/sales-decomposition.ts'
import { salesForecast } from '../../../src/answers/forecasts/sales-forecast.ts'
import { fixedClock } from '../../../src/base/clock.ts'
import { generateShop } from '../../../src/demo/generate-shop.ts'
import { loadDemo } from '../../../src/demo/load-shop.ts'
import type { ShopName } from '../../../src/demo/shop-plan.ts'
import type { Truth } from '../../../src/demo/truth.ts'
import { openWarehouses } from '../../../src/warehouse/open-warehouses.ts'
import { ask } from '../checked-run.ts'

const clock = fixedClock('2025-11-01T12:00:00Z')

async function inDemo(
  { name, seed = 42 }: { name: ShopName; seed?: number },
  work: (context: AnswerContext) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'seasons-'))
  const warehouses = openWarehouses({ folder, memoryMb: 1024 })
  try {
    const { reader: db } = await (async () => {
      const warehouse = await warehouses.create('shop')
      await loadDemo(warehouse, name, { clock, seed })
      return warehouse
    })()
    const workspace = { workspace_id: 'shop', name, currency: 'USD', time_zone: 'UTC' }
    await work({ db, workspace, clock })
  } finally {
    await warehouses.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type Metric = 'orders' | 'revenue'

async function findsSeasons(context: AnswerContext, truth: Truth, metrics: readonly Metric[]): Promise<void> {
  for (const metric of metrics) {
    const found = await ask(salesDecomposition, context, { metric })
    const weekly = (found.weekly_amplitude ?? 0) / truth.seasons.weekly.amplitude
    const yearly = (found.yearly_amplitude ?? 0) / truth.seasons.yearly[metric].amplitude
    assert.ok(Math.abs(weekly - 1) < 0.1, `weekly ${metric} ${weekly}`)
    assert.ok(Math.abs(yearly - 1) < 0.1, `yearly ${metric} ${yearly}`)
  }
}

test('the seasons planted in the boutique are found within a tenth', async () => {
  const { truth } = generateShop('boutique')
  await inDemo({ name: 'boutique' }, async (context) => findsSeasons(context, truth, ['orders', 'revenue']))
})

for (const [name, seed] of [
  ['boutique', 501],
  ['boutique', 502],
  ['global', 501],
  ['spa', 501],
] as const) {
  test(`and those of the orders of ${name} made from seed ${seed}`, async () => {
    const { truth } = generateShop(name, { seed })
    await inDemo({ name, seed }, async (context) => findsSeasons(context, truth, ['orders']))
  })
}

for (const name of ['global', 'spa'] as const) {
  test(`the seasons planted in ${name} are found within a tenth, and its price moves are understood`, async () => {
    const { truth } = generateShop(name)
    await inDemo({ name }, async (context) => {
      await findsSeasons(context, truth, ['orders', 'revenue'])
      const forecast = await ask(salesForecast, context, { metric: 'orders' })
      assert.ok((forecast.model_metrics?.wape ?? 1) < (forecast.naive_metrics?.wape ?? 0))
      assert.ok((forecast.model_metrics?.mase ?? 9) < (forecast.naive_metrics?.mase ?? 0))

      const moved = truth.elasticities.filter(({ price_changes }) => price_changes > 0)
      const planted = moved.reduce((sum, { elasticity }) => sum + elasticity / moved.length, 0)
      const changes = [{ kind: 'price' as const, change: 0.1 }]
      const { effects } = await ask(forecastScenario, context, { metric: 'units', changes })
      assert.equal(effects[0].basis, 'own_prices')
      assert.ok(Math.abs((effects[0].elasticity ?? 0) - planted) < 0.4, `${effects[0].elasticity} ${planted}`)
    })
  })
}
