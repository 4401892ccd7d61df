import type { Writable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '../../base/errors.ts'
import type { PostgresAddress } from './address.ts'
import { quoted } from './catalogue.ts'
import { postgresFault } from './faults.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'

export type WrittenTable = { name: string; columns: string; send: (stream: Writable) => Promise<void> }

/** Tables that were made here carry this, and only those are ever replaced. */
const mark = 'written by Trastienda, replaced after each training'

/** Puts tables into a schema of a PostgreSQL, all together or none; the only place where anything is written there. */
export async function writeTable(
  address: PostgresAddress,
  schema: string,
  tables: readonly WrittenTable[],
): Promise<void> {
  const session = await openSession(address, { statementMs: 600_000, readOnly: false })
  try {
    await writeAll(session, schema, tables)
  } catch (error) {
    throw writeFault(schema, postgresFault(address, error))
  } finally {
    await session.close()
  }
}

/** In words of writing: what reading needs does not help here. */
function writeFault(schema: string, fault: AppError): AppError {
  const { code, message } = fault
  const said = message.replace(/: [^:]*$/, '')
  if (code === 'source_not_permitted' || code === 'source_query') {
    const helps = /has no equivalent/.test(message)
      ? 'its encoding cannot hold these names: write to a database in UTF-8'
      : /read-only transaction/.test(message)
        ? 'it is a copy that can only be read: write to its primary'
        : `grant CREATE on the database, or a schema ${schema} of its own to this user`
    return new AppError('source_not_writable', `${said}: ${helps}`, { cause: fault })
  }
  return /No space left|could not extend file|disk full/i.test(message)
    ? new AppError('source_not_writable', `${said}: the server has no room left`, { cause: fault })
    : fault
}

async function writeAll(session: Session, schema: string, tables: readonly WrittenTable[]): Promise<void> {
  await session.rows('BEGIN')
  await session.rows(`SELECT pg_advisory_xact_lock(hashtext('trastienda'))`)
  const [found] = await session.rows<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [
    quoted(schema),
  ])
  if (!found.there) await session.rows(`CREATE SCHEMA ${quoted(schema)}`)
  for (const { name, columns, send } of tables) {
    const table = `${quoted(schema)}.${quoted(name)}`
    const [there] = await session.rows<{ ours: boolean | null }>(
      `SELECT obj_description(to_regclass($1), 'pg_class') = $2 AS ours WHERE to_regclass($1) IS NOT NULL`,
      [table, mark],
    )
    if (there && there.ours !== true)
      throw new AppError(
        'source_not_writable',
        `there is a table ${schema}.${name} that was not made here: name another schema`,
      )
    // whoever reads it meanwhile waits a moment, and what hangs on it stays
    if (there) await session.rows(`TRUNCATE ${table}`)
    else await session.rows(`CREATE TABLE ${table} (${columns})`)
    await send(session.client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv, HEADER)`)))
    await session.rows(`COMMENT ON TABLE ${table} IS '${mark}'`)
  }
  await session.rows('COMMIT')
}
