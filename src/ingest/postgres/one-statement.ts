/** What stands in a query and is none of its words: texts, names, comments. The server's own rules, with `\'` in E'' only. */
const asides =
  /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[Ee]'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|--[^\n]*|\/\*/y

/** Where a comment ends that may hold others; -1 where it does not. */
function commentEnd(text: string, from: number): number {
  let depth = 0
  const mark = /\/\*|\*\//g
  mark.lastIndex = from
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return -1
}

/** The end of the text, name or comment that begins at a place; the place itself where none does, -1 where it has no end. */
function asideEnd(text: string, from: number): number {
  // the end of a word is no beginning: the e of name'x' is not that of E'x'
  const inWord = from > 0 && /[\w$\u0080-\uffff]/.test(text[from - 1])
  if (inWord && /[Ee$]/.test(text[from])) return from
  asides.lastIndex = from
  const found = asides.exec(text)?.[0]
  if (found === undefined) return /['"]/.test(text[from]) ? -1 : from
  if (found === '/*') return commentEnd(text, from)
  if (!found.startsWith('$')) return from + found.length
  const end = text.indexOf(found, from + found.length)
  return end < 0 ? -1 : end + found.length
}

export type Statement =
  | { kind: 'one'; text: string }
  | { kind: 'several' | 'unbalanced' | 'unfinished' | 'empty' }

/**
 * The one statement that a text holds, without what may follow its last word: a semicolon and comments. It is put
 * between brackets later, so that brackets have to close where they open.
 */
export function oneStatement(given: string): Statement {
  let depth = 0
  let ended = false
  let last = 0
  for (let at = 0; at < given.length;) {
    const end = asideEnd(given, at)
    if (end < 0) return { kind: 'unfinished' }
    const aside = end > at
    const silent = aside ? /^(?:--|\/\*)/.test(given.slice(at, at + 2)) : /[\s;]/.test(given[at])
    if (!silent && ended) return { kind: 'several' }
    if (!aside && given[at] === '(') depth++
    if (!aside && given[at] === ')' && --depth < 0) return { kind: 'unbalanced' }
    if (!aside && given[at] === ';') ended = true
    at = aside ? end : at + 1
    if (!silent) last = at
  }
  if (depth !== 0) return { kind: 'unbalanced' }
  const text = given.slice(0, last).trim()
  return text === '' ? { kind: 'empty' } : { kind: 'one', text }
}
