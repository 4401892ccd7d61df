import type { Config } from '../../base/config.ts'
import type { OpenHouse } from '../house.ts'
import type { Output } from '../output.ts'

/** The first start on an empty folder makes the demo shops. */
export async function makeFirstDemos(_config: Config, _house: OpenHouse, _output: Output): Promise<void> {}
