import { owner } from './server.ts'

export type ExampleIds = Record<'customer' | 'product' | 'order' | 'source', string>

/** A customer, a product and an order that exist, to open their pages with. */
export async function exampleIds(address: string, workspace?: string): Promise<ExampleIds> {
  const login = await fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  })
  const { token } = (await login.json()) as { token: string }
  const first = async (path: string, field: string): Promise<string> => {
    const reply = await fetch(`${address}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(workspace ? { 'x-workspace': workspace } : {}) },
    })
    const { items } = (await reply.json()) as { items: Record<string, string>[] }
    return items[0]?.[field] ?? 'none'
  }
  // a folder that the test's own server shares; elsewhere there may be none
  const connect = async (): Promise<string> => {
    const reply = await fetch(`${address}/api/v1/sources`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(workspace ? { 'x-workspace': workspace } : {}),
      },
      body: JSON.stringify({
        kind: 'folder',
        name: 'Carpeta',
        folder: { path: '.' },
        schedule: null,
        refresh: false,
      }),
    })
    return ((await reply.json()) as { source_id?: string }).source_id ?? 'none'
  }
  return {
    customer: await first('/customers?limit=1', 'customer_id'),
    product: await first('/products?limit=1', 'product_id'),
    order: await first('/orders?limit=1', 'order_id'),
    source: await first('/sources?limit=1', 'source_id').then((id) => (id === 'none' ? connect() : id)),
  }
}

export function fillPath(path: string, ids: ExampleIds): string {
  return path.replace(/\{(\w+)\}/g, (_, name: keyof ExampleIds) => encodeURIComponent(ids[name]))
}
