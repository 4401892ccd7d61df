import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Below this a reply is sent as it is: packing it would save less than a packet. */
export const packedFrom = 2048
/** The default quality of Brotli is for files that are packed once, not for replies. */
export const brotliParameters = { [constants.BROTLI_PARAM_QUALITY]: 4 }

const brotli = promisify(brotliCompress)
const packers = {
  br: async (body: Buffer) => brotli(body, { params: brotliParameters }),
  gzip: async (body: Buffer) => promisify(gzip)(body),
}
export type Encoding = keyof typeof packers

const packed: Record<Encoding, WeakMap<Buffer, Promise<Buffer>>> = { br: new WeakMap(), gzip: new WeakMap() }

/** The encoding of ours that a request takes, as its `accept-encoding` says. */
export function encodingFor(header: string | string[] | undefined): Encoding | null {
  const taken = new Set(
    String(header ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((piece) => piece.trim()))
      .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
      .map(([name]) => name),
  )
  return (['br', 'gzip'] as const).find((encoding) => taken.has(encoding)) ?? null
}

/** Packs a body once, however many ask for it: kept replies are the same buffer each time. */
export async function packedBody(body: Buffer, encoding: Encoding): Promise<Buffer> {
  const present = packed[encoding].get(body)
  if (present) return present
  const made = packers[encoding](body)
  packed[encoding].set(body, made)
  return made
}
