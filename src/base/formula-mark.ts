/**
 * Text that begins with = + - @, tab or carriage return is run as a formula by spreadsheets. An apostrophe before it
 * makes it plain text there; one that is already there gets another, so that the two functions undo each other exactly.
 */
export function maskFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** What a cell written by `maskFormula` held. */
export function unmaskFormula(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
