import { dictionary } from './dictionary.ts'

/** The history of a source: when it was read, what came of it, and what changed. */
export const refreshWords = dictionary({
  history: { es: 'Actualizaciones', en: 'Refreshes' },
  history_about: {
    es: 'Cada vez que se leyó la fuente, con lo que cambió. Haz clic en una para ver el detalle de lo cargado.',
    en: 'Each time the source was read, with what changed. Click one for what was loaded in detail.',
  },
  history_none: { es: 'Todavía no se ha leído', en: 'It has not been read yet' },
  started: { es: 'Cuándo', en: 'When' },
  outcome: { es: 'Resultado', en: 'Outcome' },
  outcome_running: { es: 'En curso', en: 'Running' },
  outcome_loaded: { es: 'Cargada', en: 'Loaded' },
  outcome_unchanged: { es: 'Sin cambios', en: 'Nothing new' },
  outcome_failed: { es: 'Falló', en: 'Failed' },
  outcome_stopped: { es: 'Detenida', en: 'Stopped' },
  stopped_text: {
    es: 'Se interrumpió y nada cambió: se lee de nuevo la próxima vez.',
    en: 'It was interrupted and nothing was changed: it is read again next time.',
  },
  mode: { es: 'Qué se leyó', en: 'What was read' },
  mode_first: { es: 'Todo, por primera vez', en: 'Everything, for the first time' },
  mode_changes: { es: 'Lo que cambió', en: 'What changed' },
  mode_compare: { es: 'Lo que cambió y lo borrado', en: 'What changed and what was deleted' },
  mode_whole: { es: 'Todo', en: 'Everything' },
  set_aside: { es: 'Aparte', en: 'Set aside' },
  took: { es: 'Tardó', en: 'Took' },
  seconds: { es: '{count} s', en: '{count} s' },
  what_changed: { es: 'Qué cambió', en: 'What changed' },
  no_change: { es: 'Nada', en: 'Nothing' },
  orders_new: { es: '{count|# pedido nuevo|# pedidos nuevos}', en: '{count|# new order|# new orders}' },
  orders_replaced: {
    es: '{count|# pedido cambió|# pedidos cambiaron}',
    en: '{count|# order changed|# orders changed}',
  },
  orders_removed: {
    es: '{count|# pedido borrado|# pedidos borrados}',
    en: '{count|# order deleted|# orders deleted}',
  },
  orders_adopted: {
    es: '{count|# pedido que ya estaba es ahora de esta fuente|# pedidos que ya estaban son ahora de esta fuente}',
    en: '{count|# order that was here is this source’s now|# orders that were here are this source’s now}',
  },
  file_being_written: {
    es: 'Un archivo se estaba escribiendo todavía: se lee la próxima vez.',
    en: 'A file was still being written: it is read next time.',
  },
  customers_new: {
    es: '{count|# cliente nuevo|# clientes nuevos}',
    en: '{count|# new customer|# new customers}',
  },
  customers_changed: {
    es: '{count|# cliente cambió|# clientes cambiaron}',
    en: '{count|# customer changed|# customers changed}',
  },
  products_new: {
    es: '{count|# producto nuevo|# productos nuevos}',
    en: '{count|# new product|# new products}',
  },
  products_changed: {
    es: '{count|# producto cambió|# productos cambiaron}',
    en: '{count|# product changed|# products changed}',
  },
  note: { es: 'Algo poco común', en: 'Something unusual' },
  mapping_changed: {
    es: 'Cambió lo que se lee: se leyó todo',
    en: 'What is read was changed: everything was read',
  },
  clock_went_back: {
    es: 'El reloj de la base retrocedió: se leyó todo',
    en: 'The clock of the database went back: everything was read',
  },
  server_was_replaced: {
    es: 'La base es otra o se restauró: se leyó todo',
    en: 'The database was replaced or restored: everything was read',
  },
  details: { es: 'Detalle de la actualización', en: 'The refresh in detail' },
  close: { es: 'Cerrar', en: 'Close' },
})
