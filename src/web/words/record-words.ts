import { dictionary } from './dictionary.ts'

/** Making, changing, archiving: the same for products and customers. */
export const recordWords = dictionary({
  save: { es: 'Guardar', en: 'Save' },
  cancel: { es: 'Cancelar', en: 'Cancel' },
  close: { es: 'Cerrar', en: 'Close' },
  edit: { es: 'Editar', en: 'Edit' },
  archive: { es: 'Archivar', en: 'Archive' },
  restore: { es: 'Recuperar', en: 'Bring back' },
  archived: { es: 'Archivado', en: 'Archived' },
  search: { es: 'Buscar', en: 'Search' },
  with_archived: { es: 'Incluir archivados', en: 'Include archived' },
  saved: { es: 'Se guardó {name}', en: '{name} was saved' },
  created: { es: 'Se agregó {name}', en: '{name} was added' },
  was_archived: { es: 'Se archivó {name}', en: '{name} was archived' },
  was_deleted: { es: 'Se eliminó {name}', en: '{name} was deleted' },
  was_restored: { es: 'Se recuperó {name}', en: '{name} was brought back' },
  undone: { es: 'Se deshizo el cambio', en: 'The change was undone' },
  undo: { es: 'Deshacer', en: 'Undo' },
  required: { es: 'Hace falta', en: 'Needed' },
  by_hand: {
    es: 'Editado a mano: las importaciones no lo cambian',
    en: 'Edited by hand: imports do not change it',
  },
  release: { es: 'Dejar que las importaciones lo cambien', en: 'Let imports change it again' },
  released: { es: 'Las importaciones vuelven a cambiarlo', en: 'Imports change it again' },
  details: { es: 'Datos', en: 'Details' },
  edit_about: {
    es: 'Lo que edites aquí manda sobre los archivos que importes.',
    en: 'What you edit here wins over the files you import.',
  },
  discard_title: { es: '¿Descartar los cambios?', en: 'Discard the changes?' },
  discard: { es: 'Descartar', en: 'Discard' },
  keep_editing: { es: 'Seguir editando', en: 'Keep editing' },
  none_found: { es: 'Nada coincide con tu búsqueda', en: 'Nothing matches your search' },
  clear_search: { es: 'Quitar la búsqueda', en: 'Clear the search' },
  actions_of: { es: 'Acciones de {name}', en: 'Actions of {name}' },
})
