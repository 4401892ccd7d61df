/** The memory of every typed array in a structure of plain objects and arrays, each once: to be moved, not copied. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (each: unknown): void => {
    if (ArrayBuffer.isView(each)) {
      if (each.buffer instanceof ArrayBuffer) found.add(each.buffer)
    } else if (Array.isArray(each)) {
      // a list of numbers or words holds none
      if (typeof each[0] === 'object') each.forEach(look)
    } else if (each !== null && typeof each === 'object') {
      Object.values(each).forEach(look)
    }
  }
  look(value)
  return [...found]
}
