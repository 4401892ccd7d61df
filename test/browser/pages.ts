/** Every page of the application, with a name for its pictures. `{customer}` and the like are filled in from the demo. */
export const pagePaths: readonly { name: string; path: string }[] = [
  { name: 'overview', path: '/' },
  { name: 'sales', path: '/sales' },
  { name: 'customers', path: '/customers' },
  { name: 'customer', path: '/customers/{customer}' },
  { name: 'products', path: '/products' },
  { name: 'performance', path: '/products/performance' },
  { name: 'product', path: '/products/{product}' },
  { name: 'orders', path: '/orders' },
  { name: 'order', path: '/orders/{order}' },
  { name: 'transactions', path: '/transactions' },
  { name: 'drawer', path: '/?orders_of=country%3DUK' },
]
