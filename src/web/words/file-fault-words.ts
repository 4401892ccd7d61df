import { dictionary } from './dictionary.ts'

/** What is wrong with a file as a whole and what to do, by the server's code. */
export const fileFaultWords = dictionary({
  empty: { es: 'El archivo está vacío.', en: 'The file is empty.' },
  no_rows: { es: 'No tiene ninguna fila de datos.', en: 'It has no row of data.' },
  not_a_table: {
    es: 'No es una tabla que se pueda leer: guárdalo como CSV, Excel (.xlsx), Parquet o JSON.',
    en: 'It is no table that can be read: save it as CSV, Excel (.xlsx), Parquet or JSON.',
  },
  damaged: {
    es: 'El archivo está dañado: expórtalo o descárgalo de nuevo.',
    en: 'The file is damaged: export or download it again.',
  },
  cut_short: {
    es: 'El archivo quedó cortado: descárgalo de nuevo.',
    en: 'The file is cut short: download it again.',
  },
  protected: {
    es: 'Está protegido con contraseña: quítasela.',
    en: 'It is protected by a password: take that off.',
  },
  packing: {
    es: 'Está comprimido de una forma que no se entiende: usa zip o gzip, con menos archivos.',
    en: 'It is packed in a way that is not understood: use zip or gzip, with fewer files.',
  },
  encoding: {
    es: 'El texto mezcla codificaciones o está dañado: guárdalo como UTF-8.',
    en: 'The text mixes encodings or is damaged: save it as UTF-8.',
  },
  row: {
    es: 'Una fila no se puede leer: revisa sus comillas y el número de columnas.',
    en: 'A row cannot be read: look at its quotes and the number of its columns.',
  },
  rows_lost: {
    es: 'No se pudieron leer todas sus filas: revisa las comillas.',
    en: 'Not all of its rows could be read: look at its quotes.',
  },
  too_large: {
    es: 'Sus montos son demasiado grandes para sumarlos: revisa el formato de los números.',
    en: 'Its amounts are too large to be added up: look at how its numbers are written.',
  },
  no_events: {
    es: 'Los eventos no traen compras ni visitas que se distingan.',
    en: 'The events hold neither purchases nor visits that can be told apart.',
  },
  gone: { es: 'El archivo ya no está: envíalo de nuevo.', en: 'The file is gone: send it again.' },
  no_such_column: {
    es: 'La columna elegida para {fields} no está en el archivo.',
    en: 'The column chosen for {fields} is not in the file.',
  },
  not_of_this_kind: {
    es: 'Un archivo de ese tipo no lleva {fields}.',
    en: 'A file of that kind has no {fields}.',
  },
  missing_field: {
    es: 'Falta decir qué columna es {fields}.',
    en: 'Say which column is {fields}.',
  },
  layout_changed: {
    es: 'A esta exportación le falta la columna de {fields}: expórtala con todas sus columnas o di cuál es.',
    en: 'This export lacks its column of {fields}: export it with all columns, or say which it is.',
  },
  unclear: {
    es: 'No queda claro qué contiene: di qué es cada columna.',
    en: 'It is not clear what it holds: say what each column is.',
  },
  no_sheet: { es: 'El libro no tiene esa hoja.', en: 'The workbook has no such sheet.' },
  nothing_loaded: {
    es: 'Ninguna de sus filas se puede cargar: {reason}.',
    en: 'None of its rows can be loaded: {reason}.',
  },
  missing: { es: 'falta {field}', en: 'it lacks {field}' },
  impossible: { es: '{field} no es posible', en: '{field} is not possible' },
  test_order: { es: 'son pedidos de prueba', en: 'they are test orders' },
  no_rate: { es: 'falta el tipo de cambio', en: 'the exchange rate is missing' },
  or: { es: ' o ', en: ' or ' },
  at: { es: '(fila {row}, columna {column})', en: '(row {row}, column {column})' },
})
