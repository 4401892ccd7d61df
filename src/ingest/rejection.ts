import { AppError } from '../base/errors.ts'
import type { FileProblem } from '../contracts/import-fields.ts'

/** Where in a file something is wrong: lines count from 1, the header's line among them. */
export type Place = { file: string; line?: number; column?: string | number; value?: string }

/** What is wrong by its code, with the fields it is about, for whoever says it in another language. */
export type Fault = { code: FileProblem; fields?: readonly string[] }

/** The code of a rejection, if that is what an error is. */
export function faultOf(error: AppError): { code: FileProblem; fields: string[] } | null {
  const value = error.details[0]?.value as { code?: FileProblem; fields?: string[] } | undefined
  return value?.code ? { code: value.code, fields: value.fields ?? [] } : null
}

/**
 * A file that cannot be imported at all: says which file, row and column, and what is wrong there. What is wrong with
 * the file as a whole is told of its first row and column.
 */
export function rejected(place: Place & Fault, problem: string, cause?: unknown): AppError {
  const { file, line = 1, column = 1, code, fields = [], value: text = null } = place
  return new AppError('file_rejected', `${file}, row ${line}, column ${column}: ${problem}`, {
    details: [{ parameter: file, value: { row: line, column, text, code, fields }, allowed: problem }],
    cause,
  })
}
