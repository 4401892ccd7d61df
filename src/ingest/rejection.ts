import { AppError } from '../base/errors.ts'

/** Where in a file something is wrong: lines count from 1, the header's line among them. */
export type Place = { file: string; line?: number; column?: string | number; value?: string }

/** A file that cannot be imported at all: says which file, row and column, and what is wrong there. */
export function rejected(place: Place, problem: string, cause?: unknown): AppError {
  const row = place.line === undefined ? '' : `, row ${place.line}`
  const column = place.column === undefined ? '' : `, column ${place.column}`
  return new AppError('file_rejected', `${place.file}${row}${column}: ${problem}`, {
    details: [
      {
        parameter: place.file,
        value: { row: place.line ?? null, column: place.column ?? null, text: place.value ?? null },
        allowed: problem,
      },
    ],
    cause,
  })
}
