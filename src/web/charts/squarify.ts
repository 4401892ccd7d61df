export type Box = { x: number; y: number; width: number; height: number }

/**
 * Boxes whose areas are as the values, as near to squares as can be, largest first (Bruls, Huizing and van Wijk,
 * "Squarified treemaps", 2000). The values are positive and fall.
 */
export function squarify(values: readonly number[], room: Box): Box[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  if (total <= 0 || room.width <= 0 || room.height <= 0) return []
  const scale = (room.width * room.height) / total
  const boxes: Box[] = []
  let left = room
  let from = 0
  while (from < values.length) {
    const side = Math.min(left.width, left.height)
    let to = from + 1
    let sum = values[from] * scale
    while (to < values.length) {
      const next = sum + values[to] * scale
      const first = values[from] * scale
      if (worst(first, values[to] * scale, next, side) > worst(first, values[to - 1] * scale, sum, side))
        break
      sum = next
      to += 1
    }
    left = layRow(
      values.slice(from, to).map((value) => value * scale),
      sum,
      left,
      boxes,
    )
    from = to
  }
  return boxes
}

/** How far from a square the worst box of a row is. */
function worst(largest: number, smallest: number, sum: number, side: number): number {
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest))
}

function layRow(areas: readonly number[], sum: number, room: Box, boxes: Box[]): Box {
  const upright = room.width >= room.height
  const thick = upright ? sum / room.height : sum / room.width
  let along = upright ? room.y : room.x
  for (const area of areas) {
    const long = area / thick
    boxes.push(
      upright
        ? { x: room.x, y: along, width: thick, height: long }
        : { x: along, y: room.y, width: long, height: thick },
    )
    along += long
  }
  return upright
    ? { x: room.x + thick, y: room.y, width: room.width - thick, height: room.height }
    : { x: room.x, y: room.y + thick, width: room.width, height: room.height - thick }
}
