import { AppError } from '../base/errors.ts'
import { demandForecastInput, demandForecastOutput } from '../contracts/demand-forecast.ts'
import { answer } from './answer.ts'

/** Demand of each product over the days ahead, its stock-out risk and what to reorder. */
export const demandForecast = answer({
  name: 'demand-forecast',
  paths: [{ path: '/forecast/demand' }, { path: '/ml/demand-forecast' }],
  title: 'Demand of each product',
  summary:
    'Units of each product over the next 30, 60 and 90 days, stock-out risk and date, and what to reorder',
  permission: 'answers:read',
  reads: ['sales', 'catalogue', 'predictions'],
  input: demandForecastInput,
  output: demandForecastOutput,
  run: async () => {
    throw new AppError('model_not_trained', 'demand-forecast has not been trained yet: train it first')
  },
})
