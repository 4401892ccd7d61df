import { dictionary } from './dictionary.ts'

/** What the bell tells: work in the background, and sources that need somebody. */
export const jobWords = dictionary({
  none: {
    es: 'Aún no hay tareas. Aquí verás el avance de tus importaciones.',
    en: 'No jobs yet. Imports show their progress here.',
  },
  queued: { es: 'En espera', en: 'Waiting' },
  running: { es: 'En curso', en: 'Running' },
  completed: { es: 'Lista', en: 'Done' },
  failed: { es: 'Falló', en: 'Failed' },
  cancelled: { es: 'Cancelada', en: 'Cancelled' },
  cancel: { es: 'Cancelar', en: 'Cancel' },
  import: { es: 'Importación', en: 'Import' },
  export: { es: 'Exportación', en: 'Export' },
  rebuild: { es: 'Actualización de cifras', en: 'Refresh of figures' },
  refresh_source: { es: 'Lectura de una fuente', en: 'Reading of a source' },
  check_source: { es: 'Revisión de una fuente', en: 'Look at a source' },
  forecast: { es: 'Pronóstico', en: 'Forecast' },
  train: { es: 'Entrenamiento: {model}', en: 'Training: {model}' },
  backcast: { es: 'Prueba con el pasado: {model}', en: 'Test on the past: {model}' },
  preparing: { es: 'Preparando', en: 'Preparing' },
  reading: { es: 'Leyendo', en: 'Reading' },
  checking: { es: 'Comprobando', en: 'Checking' },
  merging: { es: 'Guardando', en: 'Saving' },
  rows: { es: '{count|# fila|# filas}', en: '{count|# row|# rows}' },
  source_failing: { es: '{name} no se pudo actualizar', en: '{name} could not be refreshed' },
  source_quiet: { es: 'A {name} no le llega nada nuevo', en: 'Nothing new comes to {name}' },
  never_read: { es: 'Todavía no se ha leído', en: 'It has not been read yet' },
  read: { es: 'Datos leídos {age}', en: 'Data read {age}' },
})
