import { AppError } from '../base/errors.ts'

/** Where in a file something is wrong: lines count from 1, the header's line among them. */
export type Place = { file: string; line?: number; column?: string | number; value?: string }

/**
 * A file that cannot be imported at all: says which file, row and column, and what is wrong there. What is wrong with
 * the file as a whole is told of its first row and column.
 */
export function rejected(place: Place, problem: string, cause?: unknown): AppError {
  const { file, line = 1, column = 1 } = place
  return new AppError('file_rejected', `${file}, row ${line}, column ${column}: ${problem}`, {
    details: [{ parameter: file, value: { row: line, column, text: place.value ?? null }, allowed: problem }],
    cause,
  })
}
