/** The outcome of a model that was asked with too little: what it counts, how many it needs, how many there are. */
export type NotEnoughData = { kind: 'not_enough_data'; what: string; need: number; have: number }

export function notEnoughData(what: string, need: number, have: number): NotEnoughData {
  return { kind: 'not_enough_data', what, need, have }
}
