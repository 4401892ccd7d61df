import { AppError } from '../base/errors.ts'
import { anomaliesInput, anomaliesOutput } from '../contracts/anomalies.ts'
import { answer } from './answer.ts'

/** Days and orders that are odd: outside their forecast band, or cut off soon by an isolation forest. */
export const anomalies = answer({
  name: 'anomalies',
  paths: [{ path: '/ml/anomalies' }],
  title: 'Anomalies',
  summary: 'Days and orders that are odd, how odd they are, what was expected, and what accounts for it',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'customers', 'predictions'],
  input: anomaliesInput,
  output: anomaliesOutput,
  run: async () => {
    throw new AppError('model_not_trained', 'anomalies has not been trained yet: train it first')
  },
})
