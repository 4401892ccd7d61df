import { call } from './http.ts'
import type { QueryValue } from './query-text.ts'

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export function saveText(text: string, name: string, type = 'text/csv;charset=utf-8'): void {
  saveBlob(new Blob([text], { type }), name)
}

/** Fetches a file that only a signed-in reader may have, under the name the server gives it. */
export async function saveFromServer(
  path: string,
  query: Readonly<Record<string, QueryValue>>,
  name: string,
): Promise<void> {
  const response = await call(path, { query, headers: { accept: '*/*' } })
  const given = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  saveBlob(await response.blob(), given ?? name)
}

/** A file's name from a title: `Ventas por país` becomes `ventas-por-pais`. */
export function fileName(title: string, extension: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return `${words || 'trastienda'}.${extension}`
}
