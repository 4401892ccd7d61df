import { dictionary } from './dictionary.ts'

/** How a forecast was made: the methods there are, and why one is in use. */
export const forecastMethodWords = dictionary({
  chosen: { es: '¿Cómo se hizo?', en: 'How was it made?' },
  chosen_about: {
    es: 'Se probaron varios métodos en el pasado de esta misma serie y se usa el que menos falló. El número es su error frente al de repetir lo último.',
    en: 'Several methods were tried on the past of this very series and the one that was off least is used. The figure is its error against that of repeating the last.',
  },
  best_in_backtest: {
    es: 'Salió mejor de {count} métodos probados en tu propia historia; a errores parecidos se toma el más prudente.',
    en: 'It came out best of {count} methods tried on your own history; where errors are alike, the more cautious is taken.',
  },
  best_by_day: {
    es: 'Se suma el pronóstico por día, hecho con el método que salió mejor ahí: así cuenta lo ya vendido del período en curso.',
    en: 'The forecast by day is summed, made with the method that came out best there: so what the present period has sold already counts.',
  },
  naive_not_beaten: {
    es: 'Ningún método le ganó a repetir lo último, así que se usa eso.',
    en: 'No method did better than repeating the last, so that is used.',
  },
  too_short_to_backtest: {
    es: 'La historia es corta para comparar métodos; se usa uno prudente.',
    en: 'The history is too short to compare methods; a cautious one is used.',
  },
  all_zero: { es: 'No se vendió nada: se espera lo mismo.', en: 'Nothing was sold: the same is expected.' },
  constant: {
    es: 'Se vende siempre lo mismo: se espera lo mismo.',
    en: 'It always sells the same: the same is expected.',
  },
  made_of: { es: 'Promedia {names}.', en: 'It averages {names}.' },
  and_others: { es: '{names} y {count} más', en: '{names} and {count} more' },
  error_against: { es: 'Error frente a repetir lo último', en: 'Error against repeating the last' },
  mean_error: { es: 'Error medio', en: 'Mean error' },
  in_use: { es: '{name} (en uso)', en: '{name} (in use)' },
  thorough: { es: 'Probar también MSTL y Prophet', en: 'Try MSTL and Prophet too' },
  thorough_hint: { es: 'Tarda unos segundos', en: 'Takes some seconds' },
  candidate: { es: 'Método', en: 'Method' },
  seasonal_naive: { es: 'Repetir la última temporada', en: 'Repeating the last season' },
  ets: { es: 'Nivel y temporadas suavizados (ETS)', en: 'Smoothed level and seasons (ETS)' },
  ets_hierarchy: { es: 'ETS a varios plazos a la vez', en: 'ETS at several spans at once' },
  damped_trend: { es: 'Tendencia que se va frenando', en: 'A trend that slows down' },
  damped_trend_log: {
    es: 'Tendencia que se frena, en proporción',
    en: 'A trend that slows down, in proportion',
  },
  simple_smoothing: { es: 'Lo reciente pesa más', en: 'What is recent weighs more' },
  complex_smoothing: { es: 'Suavizado complejo (CES)', en: 'Complex smoothing (CES)' },
  theta_hierarchy: { es: 'Theta a varios plazos a la vez', en: 'Theta at several spans at once' },
  theta_seasonal: { es: 'Theta con temporadas', en: 'Theta with seasons' },
  theta_recent: { es: 'Theta de lo reciente', en: 'Theta of what is recent' },
  theta_log: { es: 'Theta en proporción', en: 'Theta in proportion' },
  theta_weeks: { es: 'Theta por semanas enteras', en: 'Theta by whole weeks' },
  last_year: { es: 'El año pasado, al nivel de ahora', en: 'Last year, at the present level' },
  harmonic_regression: {
    es: 'Calendario, feriados y promociones',
    en: 'Calendar, holidays and promotions',
  },
  straight_trend: { es: 'Calendario con tendencia firme', en: 'Calendar with a steady trend' },
  harmonic_theta: { es: 'Calendario y Theta', en: 'Calendar and Theta' },
  harmonic_ets: { es: 'Calendario y ETS', en: 'Calendar and ETS' },
  mstl: { es: 'Varias temporadas separadas (MSTL)', en: 'Several seasons told apart (MSTL)' },
  prophet: { es: 'Prophet', en: 'Prophet' },
  combination: { es: 'Promedio de varios métodos', en: 'A mean of several methods' },
  combination_keen: {
    es: 'Promedio en que los mejores pesan más',
    en: 'A mean in which the better weigh more',
  },
  combination_keenest: {
    es: 'Promedio de los muy pocos mejores',
    en: 'A mean of the very best few',
  },
  combination_median: { es: 'El del medio de varios métodos', en: 'The middle one of several methods' },
})
