/** Every page of the application, with a name for its pictures. `wait` must be seen before it counts as drawn. */
export const pagePaths: readonly { name: string; path: string }[] = [
  { name: 'overview', path: '/' },
  { name: 'sales', path: '/sales' },
]
