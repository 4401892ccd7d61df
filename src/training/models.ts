import type { ModelName } from '../contracts/models.ts'
import { anomalies } from './anomalies.ts'
import { churn } from './churn.ts'
import { customerSegmentation } from './customer-segmentation.ts'
import { customerValue } from './customer-value.ts'
import { demandForecast } from './demand-forecast.ts'
import type { ModelDeclaration } from './model-declaration.ts'
import { salesForecast } from './sales-forecast.ts'

/** Every model, in the order it is trained. */
export const models: readonly ModelDeclaration[] = [
  customerSegmentation,
  customerValue,
  churn,
  salesForecast,
  demandForecast,
  anomalies,
]

export function modelNamed(name: ModelName): ModelDeclaration {
  const found = models.find((model) => model.name === name)
  if (!found) throw new RangeError(`there is no model ${name}`)
  return found
}
