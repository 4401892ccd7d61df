declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** rows as the server sends them; `rowCount` stands once they have ended */
  export function to(query: string): Readable & Submittable & { rowCount: number }
  export function from(query: string): Writable & Submittable & { rowCount: number }
}
