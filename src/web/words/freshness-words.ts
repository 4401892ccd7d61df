import { dictionary } from './dictionary.ts'

/** What the age of the data comes from. */
export const freshnessWords = dictionary({
  last_order: { es: 'Último pedido', en: 'Last order' },
  last_import: { es: 'Última importación', en: 'Last import' },
  failing: { es: 'falla', en: 'failing' },
  quiet: { es: 'sin novedades', en: 'gone quiet' },
  paused: { es: 'en pausa', en: 'paused' },
  see: { es: 'Ver las fuentes', en: 'See the sources' },
  connect: { es: 'Conectar una fuente', en: 'Connect a source' },
})
