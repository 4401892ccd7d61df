import { systemClock } from '../../src/base/clock.ts'
import { modelNames } from '../../src/contracts/models.ts'
import { openFolder } from './open-training.ts'

// trains without end, until it is killed
const shop = await openFolder(process.argv[2], { clock: systemClock })
for (;;) for (const name of modelNames) await shop.train(name).then((run) => console.log(run.run_id))
