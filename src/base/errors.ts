/**
 * Every error a user can meet: its code, the HTTP status it travels with, and what it says when the place that
 * raises it has nothing more exact to say. `docs/errors.md` lists exactly these.
 */
export const errorCatalogue = {
  malformed_request: { status: 400, message: 'the request could not be read' },
  not_signed_in: { status: 401, message: 'sign in first, or send an API key' },
  wrong_credentials: { status: 401, message: 'the email or the password is wrong' },
  session_expired: { status: 401, message: 'the session has ended: sign in again' },
  link_not_valid: {
    status: 404,
    message: 'the link no longer works: it was used or withdrawn, or its time is over',
  },
  not_permitted: { status: 403, message: 'your role or key does not permit this' },
  csrf_failed: { status: 403, message: 'the request did not come from this application' },
  not_found: { status: 404, message: 'there is nothing at this address' },
  workspace_not_found: { status: 404, message: 'there is no such workspace, or you are not a member of it' },
  customer_not_found: { status: 404, message: 'there is no such customer' },
  product_not_found: { status: 404, message: 'there is no such product' },
  order_not_found: { status: 404, message: 'there is no such order' },
  job_not_found: { status: 404, message: 'there is no such job' },
  import_not_found: { status: 404, message: 'there is no such import' },
  source_not_found: { status: 404, message: 'there is no such source' },
  already_exists: { status: 409, message: 'that id is taken' },
  model_not_trained: { status: 409, message: 'the model has not been trained yet' },
  not_undoable: {
    status: 409,
    message: 'a later change touched the same records: this can no longer be undone',
  },
  conflicting_state: { status: 409, message: 'that cannot be done in the present state' },
  source_address: {
    status: 422,
    message:
      'that is no address of a database or folder: write it as postgres://user:password@host:5432/shop',
  },
  source_unreachable: {
    status: 422,
    message:
      'nothing answers at that address: look at host and port, and whether the server lets this machine in',
  },
  source_refused: {
    status: 422,
    message: 'the server refused the user or the password: give the right ones',
  },
  source_no_database: { status: 422, message: 'the server has no such database: look at its name' },
  source_no_tls: {
    status: 422,
    message: 'no encrypted connection came about: set TLS to prefer or off, or give the certificate',
  },
  source_not_permitted: {
    status: 422,
    message: 'the user may not read what is needed: grant SELECT on those tables',
  },
  source_not_writable: {
    status: 422,
    message: 'what was found cannot be written back there: allow it, or name another place',
  },
  source_not_a_shop: {
    status: 422,
    message: 'no table of a shop was recognised: map its tables, or give a query',
  },
  source_mapping: { status: 422, message: 'the mapping does not fit: look at the columns it names' },
  source_query: { status: 422, message: 'the query cannot be used: give one SELECT that only reads' },
  source_changed: {
    status: 422,
    message: 'what is read there has changed: look at the source again and save its mapping anew',
  },
  source_watermark: {
    status: 422,
    message: 'changes cannot be found by that column: fill it in every row, or choose another way',
  },
  source_too_slow: {
    status: 422,
    message: 'the source took longer than it may: allow more time, or add an index',
  },
  source_broke_off: { status: 422, message: 'the connection broke off: nothing was changed, try again' },
  source_quiet: { status: 422, message: 'nothing new has come for longer than is usual: look at the shop' },
  file_rejected: { status: 422, message: 'the file could not be imported: nothing was changed' },
  no_exchange_rate: {
    status: 422,
    message: 'the rate of a currency is not known: add it at /exchange-rates, or give it with the import',
  },
  file_too_large: { status: 413, message: 'the file is larger than what is accepted' },
  body_too_large: { status: 413, message: 'the request is larger than what is accepted' },
  out_of_range: { status: 422, message: 'a parameter is outside what is allowed' },
  unknown_parameter: { status: 422, message: 'there is no such parameter' },
  weak_password: { status: 422, message: 'the password is too easy to guess' },
  not_enough_data: { status: 422, message: 'there is not enough data for this yet' },
  too_many_requests: { status: 429, message: 'too many requests: wait a little' },
  internal: {
    status: 500,
    message: 'something went wrong on our side; the log has it under this request id',
  },
  timed_out: { status: 503, message: 'the question took too long and was stopped' },
  unavailable: { status: 503, message: 'the service is starting, stopping or overloaded: try again shortly' },
  data_folder_in_use: { status: 503, message: 'another server is using this data folder' },
  bad_configuration: { status: 500, message: 'the configuration is not valid' },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** Which parameter was refused, what it held, and what would have been accepted. */
export type ErrorDetail = { parameter: string; value?: unknown; allowed?: unknown }

/** A failure with a code of the catalogue; the only kind whose message reaches a user. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetail[]

  constructor(code: ErrorCode, message?: string, options: { details?: ErrorDetail[]; cause?: unknown } = {}) {
    super(
      message ?? errorCatalogue[code].message,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? []
  }

  get status(): number {
    return errorCatalogue[this.code].status
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}
