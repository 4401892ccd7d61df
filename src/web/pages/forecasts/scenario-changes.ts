import type { ScenarioChangeInput } from '../../../contracts/forecast-scenarios.ts'

export const changeKinds = ['promotion', 'price', 'closure', 'growth'] as const
export type ChangeKind = (typeof changeKinds)[number]
export type Change = ScenarioChangeInput

/** A change as it is first offered: something to see at once, to be adjusted. */
export function newChange(kind: ChangeKind): Change {
  switch (kind) {
    case 'promotion':
      return { kind, discount: 0.2 }
    case 'price':
      return { kind, change: 0.05 }
    case 'closure':
      return { kind, dimension: 'country', value: '' }
    case 'growth':
      return { kind, change: 0.1 }
  }
}

/** Whether it says enough to be asked about, within what the server takes. */
export function isComplete(change: Change): boolean {
  if (change.start_date && change.end_date && change.end_date < change.start_date) return false
  switch (change.kind) {
    case 'promotion':
      return change.discount >= 0.01 && change.discount <= 0.9
    case 'price':
      return change.change >= -0.9 && change.change <= 5
    case 'closure':
      return change.value !== ''
    case 'growth':
      return change.change >= -0.9 && change.change <= 10
  }
}

/** The changes of an address; what is none of ours is left out. */
export function readChanges(text: string | undefined): Change[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(found) ? found.filter(isChange).slice(0, 10) : []
  } catch {
    return []
  }
}

function isChange(value: unknown): value is Change {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const fields = value as Record<string, unknown>
  switch (value.kind) {
    case 'promotion':
      return typeof fields.discount === 'number'
    case 'price':
    case 'growth':
      return typeof fields.change === 'number'
    case 'closure':
      return typeof fields.dimension === 'string' && typeof fields.value === 'string'
    default:
      return false
  }
}
