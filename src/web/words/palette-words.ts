import { dictionary } from './dictionary.ts'

export const paletteWords = dictionary({
  placeholder: { es: 'Página, cliente, producto o período…', en: 'Page, customer, product or period…' },
  pages: { es: 'Páginas', en: 'Pages' },
  periods: { es: 'Cambiar el período', en: 'Change the period' },
  customers: { es: 'Clientes', en: 'Customers' },
  products: { es: 'Productos', en: 'Products' },
  views: { es: 'Vistas guardadas', en: 'Saved views' },
  nothing: { es: 'Nada coincide con «{text}».', en: 'Nothing matches “{text}”.' },
  searching: { es: 'Buscando…', en: 'Searching…' },
})
