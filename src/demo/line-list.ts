/** Order lines in the making, as growing columns. Amounts are in the order's currency. */
export type LineList = {
  count: number
  /** place of the order within its batch */
  order: Int32Array
  product: Int32Array
  quantity: Int32Array
  unit_price: Float64Array
  discount: Float64Array
  cost: Float64Array
  /** days after the order on which it is refunded, or 0 */
  refund_after: Uint8Array
}

const columns = ['order', 'product', 'quantity', 'unit_price', 'discount', 'cost', 'refund_after'] as const

export function createLineList(room: number): LineList {
  return {
    count: 0,
    order: new Int32Array(room),
    product: new Int32Array(room),
    quantity: new Int32Array(room),
    unit_price: new Float64Array(room),
    discount: new Float64Array(room),
    cost: new Float64Array(room),
    refund_after: new Uint8Array(room),
  }
}

/** Adds a line of one and gives its place; amounts are filled in later. */
export function addLine(lines: LineList, order: number, product: number): number {
  if (lines.count === lines.order.length) {
    const wider = createLineList(Math.ceil(lines.count * 1.5) + 16)
    for (const name of columns) wider[name].set(lines[name])
    Object.assign(lines, { ...wider, count: lines.count })
  }
  const line = lines.count++
  lines.order[line] = order
  lines.product[line] = product
  lines.quantity[line] = 1
  lines.discount[line] = 0
  lines.refund_after[line] = 0
  return line
}

/** The lines at the given places, in that order. */
export function selectLines(lines: LineList, places: readonly number[]): LineList {
  const selected = createLineList(places.length)
  for (const name of columns) {
    const [from, to] = [lines[name], selected[name]]
    for (let i = 0; i < places.length; i++) to[i] = from[places[i]]
  }
  selected.count = places.length
  return selected
}
