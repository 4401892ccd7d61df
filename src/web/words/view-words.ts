import { dictionary } from './dictionary.ts'

export const viewWords = dictionary({
  title: { es: 'Vistas guardadas', en: 'Saved views' },
  about: {
    es: 'Guarda esta página con sus filtros, para volver con un clic.',
    en: 'Keep this page with its filters, to come back with one click.',
  },
  name: { es: 'Nombre de la vista', en: 'Name of the view' },
  shared: { es: 'Compartir con la tienda', en: 'Share with the shop' },
  save: { es: 'Guardar esta vista', en: 'Save this view' },
  saved: { es: 'Se guardó la vista «{name}»', en: 'The view “{name}” was saved' },
  all: { es: 'Ver todas', en: 'See all' },
})
