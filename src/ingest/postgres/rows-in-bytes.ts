const quote = 0x22
const feed = 0x0a

/** Whether bytes of a CSV hold an odd number of quotes: what is quoted before them then is not behind them. */
export function oddQuotes(bytes: Buffer): boolean {
  let odd = false
  for (let at = bytes.indexOf(quote); at >= 0; at = bytes.indexOf(quote, at + 1)) odd = !odd
  return odd
}

/** Where the first row that ends in these bytes ends, its line feed included; 0 where none does. */
export function endOfRow(bytes: Buffer, quotedBefore: boolean): number {
  let quoted = quotedBefore
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === quote) quoted = !quoted
    else if (bytes[at] === feed && !quoted) return at + 1
  }
  return 0
}
