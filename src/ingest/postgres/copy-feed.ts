import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
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
import { endOfRow, oddQuotes } from './rows-in-bytes.ts'
import type { Session } from './session.ts'

export type CopiedFile = { file: PreparedFile; header: string[]; rows: number }

type Target = {
  path: string
  name: string
  header: string[]
  signal?: AbortSignal
  onBytes?: (bytes: number) => void
}

/** What is being copied: whoever reads it need not wait until all of it is there. */
export type Copying = {
  name: string
  /** the files as they come to stand, each of whole rows; again from the first as often as asked */
  pieces: () => AsyncIterable<string>
  /** those that stand already */
  standing: readonly string[]
  /** fails as the copying fails */
  whole: Promise<CopiedFile>
}

/** The first pieces are small, so that reading them begins soon. */
const firstPiece = 1 << 23
const largestPiece = 1 << 26

/** Streams what a query answers into a file, by COPY: the quickest that PostgreSQL has. */
export async function copyToFile(session: Session, query: string, target: Target): Promise<CopiedFile> {
  return copyInPieces(session, query, target, Infinity).whole
}

/** Streams what a query answers into files of some megabytes each, that can be read while more come. */
export function copyInPieces(
  session: Session,
  query: string,
  target: Target,
  first: number = firstPiece,
): Copying {
  const standing: string[] = []
  const state: { over: boolean; news: PromiseWithResolvers<void> } = {
    over: false,
    news: Promise.withResolvers(),
  }
  const tell = (): void => {
    state.news.resolve()
    state.news = Promise.withResolvers()
  }
  const whole = copy(session, query, target, first, (path) => {
    standing.push(path)
    tell()
  })
  whole
    .catch(() => undefined)
    .finally(() => {
      state.over = true
      tell()
    })
  return {
    name: target.name,
    standing,
    whole,
    async *pieces() {
      for (let next = 0; ; next++) {
        while (!state.over && next >= standing.length) await state.news.promise
        // what has failed says so at once, however much of it stands
        if (state.over) await whole
        if (next >= standing.length) return
        yield standing[next]
      }
    },
  }
}

async function copy(
  session: Session,
  query: string,
  { path, name, header, signal, onBytes }: Target,
  first: number,
  onPiece: (path: string) => void,
): Promise<CopiedFile> {
  const stream = session.client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT csv)`))
  const hash = createHash('sha256')
  const out = pieceWriter(path, first, onPiece)
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    onBytes?.(chunk.length)
  })
  const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      bytes += chunk.length
      await out.write(chunk)
    }
    await out.end()
  }
  try {
    // a database without an encoding gives its bytes as they lie
    if (session.encoding === 'SQL_ASCII') await pipeline(stream, new DecodeLines(), write, { signal })
    else await pipeline(stream, write, { signal })
  } catch (error) {
    await out.close()
    throw signal?.aborted ? error : postgresFault(session.address, error)
  }
  const file: PreparedFile = {
    name,
    path,
    format: 'csv',
    encoding: 'utf-8',
    bytes,
    lines: null,
    hash: hash.digest('hex'),
  }
  const { rowCount } = stream
  return { file, header, rows: rowCount }
}

/** Writes what comes into files that are cut between rows, `path` itself and then with numbers behind it. */
function pieceWriter(path: string, first: number, onPiece: (path: string) => void) {
  let handle: FileHandle | null = null
  let pieces = 0
  let size = 0
  let most = first
  let quoted = false
  const current = (): string => (pieces === 0 ? path : `${path}.${pieces}`)
  const append = async (bytes: Buffer): Promise<void> => {
    handle ??= await open(current(), 'w', 0o600)
    await handle.write(bytes)
    size += bytes.length
  }
  const close = async (): Promise<void> => {
    await handle?.close()
    handle = null
  }
  const finish = async (): Promise<void> => {
    await close()
    onPiece(current())
    pieces++
    size = 0
    most = Math.min(most * 2, Math.max(largestPiece, first))
  }
  return {
    close,
    async write(chunk: Buffer): Promise<void> {
      const at = most !== Infinity && size + chunk.length >= most ? endOfRow(chunk, quoted) : 0
      quoted = quoted !== oddQuotes(chunk)
      if (at === 0) return append(chunk)
      await append(chunk.subarray(0, at))
      await finish()
      if (at < chunk.length) await append(chunk.subarray(at))
    },
    async end(): Promise<void> {
      // a query without rows leaves a file without bytes
      if (size > 0 || pieces === 0) {
        await append(Buffer.alloc(0))
        await finish()
      }
    },
  }
}

/** What was copied already, like what still comes. */
export function copied(whole: CopiedFile): Copying {
  const { name, path } = whole.file
  return {
    name,
    standing: [path],
    whole: Promise.resolve(whole),
    async *pieces() {
      yield await Promise.resolve(path)
    },
  }
}

/** Its hash is known once all of it has come. */
function fileOf(name: string, path: string, whole: Copying['whole']): PreparedFile {
  const file: PreparedFile = { name, path, format: 'csv', encoding: 'utf-8', bytes: 0, lines: null, hash: '' }
  whole.then(
    (done) => Object.assign(file, done.file, { path }),
    () => undefined,
  )
  return file
}

/** What was or is being copied, as a relation of texts that the import reads like a file. */
export async function copiedSource(
  db: Reader,
  { name, standing, pieces, whole }: Copying,
  header: string[],
  told: Pick<Source, 'apart' | 'described' | 'numbered_products' | 'exact' | 'plain'> = {},
): Promise<Source> {
  const columns = header.map((_, index) => `'c${index + 1}': 'VARCHAR'`).join(', ')
  const relation = (paths: readonly string[]): string =>
    `read_csv([${paths.map(literal).join(', ')}], auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', strict_mode = true, nullstr = '', max_line_size = 8000000, columns = {${columns}})`
  return {
    file: fileOf(name, standing[0], whole),
    header,
    get from() {
      return relation(standing)
    },
    async *pieces() {
      for await (const path of pieces()) yield relation([path])
    },
    sample: await sampleOf(db, relation(standing.slice(0, 1)), header.length),
    dialect: null,
    sheet: null,
    sheets: [],
    ...told,
    checkCount: async (read) => {
      const { file, rows } = await whole
      if (read !== rows)
        throw new AppError('internal', `${file.name}: the server sent ${rows} rows, ${read} were read`)
    },
    linesOf: (places) => Promise.resolve(new Map(places.map((place) => [place, place + 1]))),
  }
}
