/** An answer as it leaves: the JSON, and a tag that changes only when the JSON does. */
export type Reply = { body: Buffer; etag: string }

export type ReplyCache = {
  get: (key: string) => Reply | undefined
  set: (key: string, reply: Reply) => void
  bytes: () => number
}

const overheadBytes = 200

/** Keeps the replies asked for last, up to a number of bytes; one larger than an eighth of that is not kept. */
export function createReplyCache(limitBytes: number): ReplyCache {
  const kept = new Map<string, Reply>()
  let bytes = 0
  const sizeOf = (key: string, reply: Reply): number => key.length * 2 + reply.body.byteLength + overheadBytes
  const drop = (key: string): void => {
    const reply = kept.get(key)
    if (!reply) return
    kept.delete(key)
    bytes -= sizeOf(key, reply)
  }
  return {
    get: (key) => {
      const reply = kept.get(key)
      if (!reply) return undefined
      kept.delete(key)
      kept.set(key, reply)
      return reply
    },
    set: (key, reply) => {
      const size = sizeOf(key, reply)
      if (size > limitBytes / 8) return
      drop(key)
      kept.set(key, reply)
      bytes += size
      for (const oldest of kept.keys()) {
        if (bytes <= limitBytes) break
        drop(oldest)
      }
    },
    bytes: () => bytes,
  }
}
