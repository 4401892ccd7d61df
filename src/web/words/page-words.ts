import { dictionary } from './dictionary.ts'

/** The names of the pages, in the sidebar, the palette and the browser's title. */
export const pageWords = dictionary({
  overview: { es: 'Resumen', en: 'Overview' },
  sales: { es: 'Ventas', en: 'Sales' },
})
