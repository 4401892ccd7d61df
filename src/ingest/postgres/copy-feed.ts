import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { AppError } from '../../base/errors.ts'
import { literal } from '../literal.ts'
import type { PreparedFile } from '../prepared-file.ts'
import { sampleOf } from '../read-source.ts'
import type { Source } from '../source.ts'
import type { Reader } from '../../warehouse/reader.ts'
import { DecodeLines } from './decode-lines.ts'
import { postgresFault } from './faults.ts'
import type { Session } from './session.ts'

export type CopiedFile = { file: PreparedFile; header: string[]; rows: number }

/** Streams what a query answers into a file, by COPY: the quickest that PostgreSQL has. */
export async function copyToFile(
  session: Session,
  query: string,
  target: {
    path: string
    name: string
    header: string[]
    signal?: AbortSignal
    onBytes?: (bytes: number) => void
  },
): Promise<CopiedFile> {
  const { path, name, header, signal, onBytes } = target
  const stream = session.client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT csv)`))
  const hash = createHash('sha256')
  stream.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    onBytes?.(chunk.length)
  })
  try {
    const file = createWriteStream(path, { highWaterMark: 1 << 20, mode: 0o600 })
    // a database without an encoding gives its bytes as they lie
    if (session.encoding === 'SQL_ASCII') await pipeline(stream, new DecodeLines(), file, { signal })
    else await pipeline(stream, file, { signal })
  } catch (error) {
    throw signal?.aborted ? error : postgresFault(session.address, error)
  }
  const { size } = await stat(path)
  const file: PreparedFile = {
    name,
    path,
    format: 'csv',
    encoding: 'utf-8',
    bytes: size,
    lines: null,
    hash: hash.digest('hex'),
  }
  const { rowCount } = stream
  return { file, header, rows: rowCount }
}

/** What was copied, as a relation of texts that the import reads like a file. */
export async function copiedSource(
  db: Reader,
  { file, header, rows }: CopiedFile,
  told: Pick<Source, 'apart' | 'described' | 'numbered_products' | 'exact'> = {},
): Promise<Source> {
  const columns = header.map((_, index) => `'c${index + 1}': 'VARCHAR'`).join(', ')
  const from = `read_csv(${literal(file.path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', strict_mode = true, nullstr = '', max_line_size = 8000000, columns = {${columns}})`
  return {
    file,
    header,
    from,
    sample: await sampleOf(db, from, header.length),
    dialect: null,
    sheet: null,
    sheets: [],
    ...told,
    checkCount: (read) => {
      if (read === rows) return Promise.resolve()
      throw new AppError('internal', `${file.name}: the server sent ${rows} rows, ${read} were read`)
    },
    linesOf: (places) => Promise.resolve(new Map(places.map((place) => [place, place + 1]))),
  }
}
