import { dictionary } from './dictionary.ts'

/** What went wrong, what was kept and what to do, by the server's code. */
export const errorWords = dictionary({
  offline: {
    es: 'No hay conexión con el servidor. No se perdió nada; inténtalo de nuevo.',
    en: 'The server cannot be reached. Nothing was lost; try again.',
  },
  unavailable: {
    es: 'El servidor está ocupado o reiniciando. Inténtalo en unos segundos.',
    en: 'The server is busy or restarting. Try again in a few seconds.',
  },
  timed_out: {
    es: 'La consulta tardó demasiado y se detuvo. Prueba con un período más corto.',
    en: 'The question took too long and was stopped. Try a shorter period.',
  },
  internal: {
    es: 'Algo falló de nuestro lado. No se perdió nada; inténtalo de nuevo.',
    en: 'Something failed on our side. Nothing was lost; try again.',
  },
  wrong_credentials: {
    es: 'El correo o la contraseña no son correctos.',
    en: 'The email or the password is wrong.',
  },
  session_expired: {
    es: 'Tu sesión terminó. Entra de nuevo para seguir donde estabas.',
    en: 'Your session has ended. Sign in again to go on where you were.',
  },
  not_signed_in: { es: 'Entra para ver esto.', en: 'Sign in to see this.' },
  not_permitted: {
    es: 'Tu rol no permite esto. Pídeselo a quien administra la tienda.',
    en: 'Your role does not permit this. Ask whoever runs the shop.',
  },
  not_found: { es: 'Esto ya no existe o cambió de lugar.', en: 'This no longer exists or has moved.' },
  customer_not_found: {
    es: 'No hay ningún cliente con ese código.',
    en: 'There is no customer with that id.',
  },
  product_not_found: {
    es: 'No hay ningún producto con ese código.',
    en: 'There is no product with that id.',
  },
  workspace_not_found: {
    es: 'Esa tienda no existe o no eres parte de ella.',
    en: 'There is no such shop, or you are not part of it.',
  },
  already_exists: { es: 'Ese código ya está en uso. Elige otro.', en: 'That id is taken. Choose another.' },
  conflicting_state: {
    es: 'Eso no se puede hacer en este momento. Actualiza y vuelve a mirar.',
    en: 'That cannot be done right now. Refresh and look again.',
  },
  not_undoable: {
    es: 'Ya no se puede deshacer: un cambio posterior tocó los mismos registros.',
    en: 'This can no longer be undone: a later change touched the same records.',
  },
  source_not_found: { es: 'No existe esa fuente.', en: 'There is no such source.' },
  source_address: {
    es: 'Esa no es una dirección: escríbela como postgres://usuario:contraseña@servidor:5432/tienda.',
    en: 'That is no address: write it as postgres://user:password@host:5432/shop.',
  },
  source_unreachable: {
    es: 'Nadie responde en esa dirección: revisa el servidor y el puerto, y si deja entrar a esta máquina.',
    en: 'Nothing answers at that address: check host and port, and whether the server lets this machine in.',
  },
  source_refused: {
    es: 'La base de datos rechazó el usuario o la contraseña.',
    en: 'The database refused the user or the password.',
  },
  source_no_database: {
    es: 'El servidor no tiene una base de datos con ese nombre.',
    en: 'The server has no database of that name.',
  },
  source_no_tls: {
    es: 'No se logró una conexión cifrada: cambia el modo TLS o entrega el certificado.',
    en: 'No encrypted connection came about: change the TLS mode or give the certificate.',
  },
  source_not_permitted: {
    es: 'El usuario no puede leer lo necesario: dale permiso SELECT sobre esas tablas.',
    en: 'The user may not read what is needed: grant SELECT on those tables.',
  },
  source_not_writable: {
    es: 'No se pueden escribir allí los resultados: da permiso o elige otro lugar. El entrenamiento se conserva.',
    en: 'Results cannot be written there: allow it or choose another place. The training is kept.',
  },
  source_not_a_shop: {
    es: 'No se reconoció ninguna tienda: asigna las tablas o escribe una consulta.',
    en: 'No shop was recognised: map its tables or write a query.',
  },
  source_mapping: {
    es: 'La asignación no corresponde a lo que hay: revisa las columnas.',
    en: 'The mapping does not fit what is there: check the columns.',
  },
  source_query: {
    es: 'La consulta no sirve: escribe un solo SELECT que solo lea.',
    en: 'The query cannot be used: write one SELECT that only reads.',
  },
  source_changed: {
    es: 'Lo que se lee allí cambió: revisa la fuente y guarda de nuevo su asignación.',
    en: 'What is read there has changed: look at the source again and save its mapping anew.',
  },
  source_watermark: {
    es: 'Con esa columna no se ven los cambios: complétala en todas las filas o elige otra forma.',
    en: 'Changes cannot be seen by that column: fill it in every row or choose another way.',
  },
  source_too_slow: {
    es: 'La fuente tardó más de lo permitido: dale más tiempo o agrega un índice.',
    en: 'The source took longer than it may: allow more time or add an index.',
  },
  source_broke_off: {
    es: 'La conexión se cortó y nada cambió: se intentará de nuevo.',
    en: 'The connection broke off and nothing was changed: it is tried again.',
  },
  source_quiet: {
    es: 'Hace más de lo acostumbrado que no llega nada nuevo: revisa la tienda.',
    en: 'Nothing new has come for longer than usual: look at the shop.',
  },
  no_exchange_rate: {
    es: 'No se conoce el tipo de cambio de una moneda: agrégalo en Ajustes, Tienda, o indícalo al importar.',
    en: 'The rate of a currency is not known: add it in Settings, Shop, or give it with the import.',
  },
  file_rejected: {
    es: 'No se pudo importar el archivo. Tus datos quedaron como estaban.',
    en: 'The file could not be imported. Your data is as it was.',
  },
  file_too_large: {
    es: 'El archivo es demasiado grande. Divídelo y vuelve a intentar.',
    en: 'The file is too large. Split it and try again.',
  },
  too_many_requests: {
    es: 'Demasiados intentos seguidos. Espera un momento.',
    en: 'Too many attempts in a row. Wait a moment.',
  },
  model_not_trained: {
    es: 'Este modelo todavía no se ha entrenado con tus datos. Se entrena solo después de cada importación; también puedes pedirlo en Modelos.',
    en: 'This model has not been trained on your data yet. It trains by itself after each import; you can also ask for it under Models.',
  },
  not_enough_data: {
    es: 'Todavía no hay datos suficientes para esto.',
    en: 'There is not enough data for this yet.',
  },
  malformed_request: {
    es: 'Falta algo o no se entiende. Revísalo.',
    en: 'Something is missing or cannot be read. Check it.',
  },
  out_of_range: {
    es: 'Uno de los valores no es válido. Revísalo.',
    en: 'One of the values is not valid. Check it.',
  },
  unknown: {
    es: 'No se pudo completar. No se perdió nada; inténtalo de nuevo.',
    en: 'That could not be done. Nothing was lost; try again.',
  },
  request: { es: 'Referencia: {id}', en: 'Reference: {id}' },
})
