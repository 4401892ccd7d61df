import { dictionary } from './dictionary.ts'

/** The sales to come: what to expect, how sure it is, how it was found, how earlier ones did. */
export const forecastWords = dictionary({
  sections: { es: 'Partes de pronósticos', en: 'Parts of forecasts' },
  sales: { es: 'Ventas', en: 'Sales' },
  scenarios: { es: 'Escenarios', en: 'Scenarios' },
  products: { es: 'Demanda por producto', en: 'Demand by product' },
  anomalies: { es: 'Días y pedidos raros', en: 'Odd days and orders' },
  metric: { es: 'Qué pronosticar', en: 'What to forecast' },
  revenue: { es: 'Ingresos', en: 'Revenue' },
  orders: { es: 'Pedidos', en: 'Orders' },
  units: { es: 'Unidades', en: 'Units' },
  granularity: { es: 'Agrupar por', en: 'Group by' },
  day: { es: 'Día', en: 'Day' },
  week: { es: 'Semana', en: 'Week' },
  month: { es: 'Mes', en: 'Month' },
  horizon: { es: 'Días por delante', en: 'Days ahead' },
  horizon_days: { es: '{count} días', en: '{count} days' },
  horizon_own: { es: 'Otro número de días, de 7 a 180', en: 'Another number of days, 7 to 180' },
  date: { es: 'Fecha', en: 'Date' },

  section_trust: { es: 'Qué tan seguro es', en: 'How sure it is' },
  section_trust_sum: {
    es: 'Falla {wape} en promedio; repetir lo último fallaría {naive}',
    en: 'Off by {wape} on average; repeating the last would be off by {naive}',
  },
  section_parts: { es: 'Temporadas, feriados y promociones', en: 'Seasons, holidays and promotions' },
  section_growth: { es: 'Crecimiento y tamaño de las ventas', en: 'Growth and size of sales' },

  expect: { es: 'Qué esperar', en: 'What to expect' },
  expect_about: {
    es: 'La suma de los días por delante. En 8 de cada 10 casos lo que llega cae en la franja del 80 %; en 19 de cada 20, en la del 95 %. Las franjas salen de los errores de este mismo pronóstico en el pasado de tu tienda.',
    en: "The sum of the days ahead. Eight times in ten what comes falls within the 80% range, nineteen in twenty within the 95% range. The ranges come from this very forecast's errors on your shop's past.",
  },
  expect_sum: {
    es: 'En {next} espera {value}',
    en: 'In {next} expect {value}',
  },
  more_than: {
    es: '{change} más que en {before}',
    en: '{change} more than in {before}',
  },
  less_than: {
    es: '{change} menos que en {before}',
    en: '{change} less than in {before}',
  },
  same_as: { es: 'casi igual que en {before}', en: 'about as in {before}' },
  next_days: { es: '{count|el próximo día|los próximos # días}', en: '{count|the next day|the next # days}' },
  next_weeks: {
    es: '{count|la semana|las # semanas} desde el {day}',
    en: 'the {count|week|# weeks} from {day}',
  },
  next_months: {
    es: '{count|el mes|los # meses} desde {day}',
    en: 'the {count|month|# months} from {day}',
  },
  before_days: {
    es: '{count|el día anterior|los # días anteriores}',
    en: '{count|the day before|the # days before}',
  },
  before_weeks: {
    es: '{count|la semana anterior|las # semanas anteriores}',
    en: '{count|the week before|the # weeks before}',
  },
  before_months: {
    es: '{count|el mes anterior|los # meses anteriores}',
    en: '{count|the month before|the # months before}',
  },
  value_revenue: { es: 'unos {value}', en: 'about {value}' },
  value_orders: { es: 'unos {value} pedidos', en: 'about {value} orders' },
  value_units: { es: 'unas {value} unidades', en: 'about {value} units' },
  likely: {
    es: 'En 8 de cada 10 casos serán entre {low} y {high}.',
    en: 'Eight times in ten it will be between {low} and {high}.',
  },
  very_sure: { es: 'Es bastante seguro:', en: 'This is quite sure:' },
  fairly_sure: { es: 'Es una buena guía:', en: 'This is a good guide:' },
  rough: { es: 'Es una idea aproximada:', en: 'This is a rough idea:' },
  unsure: { es: 'Tómalo con cautela:', en: 'Take this with care:' },
  tried: {
    es: 'puesto a prueba en el pasado de tu tienda, falló por día en promedio el {wape} de lo vendido; repetir la última temporada habría fallado el {naive}.',
    en: "tried on your shop's past, it was off by {wape} of a day's sales on average; repeating the last season would have been off by {naive}.",
  },
  tried_week: {
    es: 'puesto a prueba en el pasado de tu tienda, falló por semana en promedio el {wape} de lo vendido; repetir lo último habría fallado el {naive}.',
    en: "tried on your shop's past, it was off by {wape} of a week's sales on average; repeating what was last would have been off by {naive}.",
  },
  tried_month: {
    es: 'puesto a prueba en el pasado de tu tienda, falló por mes en promedio el {wape} de lo vendido; repetir lo último habría fallado el {naive}.',
    en: "tried on your shop's past, it was off by {wape} of a month's sales on average; repeating what was last would have been off by {naive}.",
  },
  held: {
    es: 'Su franja del 80 % acertó el {coverage} de las veces.',
    en: 'Its 80% range held {coverage} of the time.',
  },
  not_tried: {
    es: 'tu historia todavía es corta para ponerlo a prueba, así que la franja es solo una suposición.',
    en: 'your history is still too short to try it on, so the range is no more than a supposition.',
  },
  total: { es: 'Total esperado', en: 'Expected total' },
  range_80: { es: '8 de cada 10 veces', en: 'Eight times in ten' },
  range_95: { es: '19 de cada 20 veces', en: 'Nineteen times in twenty' },
  range: { es: 'entre {low} y {high}', en: '{low} to {high}' },
  year_before: { es: 'Mismos días, hace un año', en: 'The same days a year before' },
  not_known: { es: 'Falta historia', en: 'Too little history' },

  today_not_over: {
    es: 'El {day} todavía no termina: se pronostica, no se aprende de él. Lleva {value}.',
    en: '{day} is not over yet: it is forecast, not learnt from. So far {value}.',
  },
  day_ends_early: {
    es: 'Los pedidos del {day} se cortan a media jornada: ese día se pronostica, no se aprende de él. Lleva {value}.',
    en: 'The orders of {day} stop part of the way through: that day is forecast, not learnt from. So far {value}.',
  },
  bucket_not_over: {
    es: 'El período que empieza el {day} no ha terminado: se pronostica, no se aprende de él. Lleva {value}.',
    en: 'The period beginning {day} is not over: it is forecast, not learnt from. So far {value}.',
  },
  notes: { es: 'Qué se tuvo en cuenta', en: 'What was taken into account' },
  partial_last_left_out: {
    es: 'el último período, incompleto, no se tomó',
    en: 'the last, incomplete period was left out',
  },
  leading_zeros_left_out: {
    es: 'se empezó a contar desde la primera venta',
    en: 'counting began with the first sale',
  },
  older_history_left_out: {
    es: 'la historia muy vieja no se tomó',
    en: 'very old history was left out',
  },
  closed_weekdays: { es: 'no se abre los {days}', en: 'closed on {days}' },
  closed_periods_as_missing: {
    es: 'los cierres largos cuentan como sin dato, no como cero',
    en: 'long closures count as unknown, not as nothing sold',
  },
  missing_filled: { es: 'los días sin dato se completaron', en: 'missing days were filled in' },
  outliers_replaced: {
    es: 'los días fuera de lo común pesan menos',
    en: 'days out of the common weigh less',
  },
  horizon_longer_than_history: {
    es: 'pides más días que los que hay de historia: la franja es muy ancha',
    en: 'you ask for more days than there is history: the range is very wide',
  },
  summed_from_days: {
    es: 'se suma de un pronóstico por día',
    en: 'summed from a forecast by day',
  },
  all_zero: { es: 'no se vendió nada', en: 'nothing was sold' },
  constant: { es: 'se vende siempre lo mismo', en: 'it always sells the same' },
  calendar: {
    es: '{count|# feriado|# feriados} de {country}',
    en: '{count|# public holiday|# public holidays} of {country}',
  },

  few_title: { es: 'Todavía no alcanza para un pronóstico', en: 'There is not enough for a forecast yet' },
  few: {
    es: 'Hacen falta {need} días con ventas y hay {have}. Importa más historia o quita filtros.',
    en: '{need} days with sales are needed and there are {have}. Import more history or remove filters.',
  },
  few_points: {
    es: 'Hacen falta {need} períodos y hay {have}. Importa más historia o quita filtros.',
    en: '{need} periods are needed and there are {have}. Import more history or remove filters.',
  },

  chart: { es: '¿Qué viene?', en: 'What is coming?' },
  chart_subtitle: { es: '{metric}, con datos hasta el {day}', en: '{metric}, with data until {day}' },
  chart_about: {
    es: 'La línea llena es lo vendido; la punteada, lo que se espera, con sus franjas del 80 % (oscura) y del 95 % (clara). Haz clic en un punto pasado para ver sus pedidos, o en un día raro para ver por qué lo fue.',
    en: 'The full line is what was sold; the dashed one what is expected, with its 80% range (darker) and 95% range (lighter). Click a point of the past for its orders, or an odd day for why it was.',
  },
  expected: { es: 'Esperado', en: 'Expected' },
  low_80: { es: '80 % desde', en: '80% from' },
  high_80: { es: '80 % hasta', en: '80% to' },
  low_95: { es: '95 % desde', en: '95% from' },
  high_95: { es: '95 % hasta', en: '95% to' },
  sold: { es: 'Vendido', en: 'Sold' },
  band_80: { es: 'Franja del 80 %', en: '80% range' },
  band_95: { es: 'Franja del 95 %', en: '95% range' },
  holiday: { es: 'Feriado', en: 'Holiday' },
  promotion: { es: 'Promoción', en: 'Promotion' },
  odd_day: { es: 'Día raro', en: 'Odd day' },

  accuracy: { es: '¿Cuánto se puede confiar en él?', en: 'How far can it be trusted?' },
  accuracy_subtitle: {
    es: '{count} pronósticos del pasado comparados con lo que llegó',
    en: '{count} forecasts of the past compared with what came',
  },
  accuracy_about: {
    es: 'Se pronosticó desde varios días del pasado sabiendo solo lo de entonces, y se comparó con lo que pasó. Al lado, lo que habría dicho repetir la última temporada.',
    en: 'It was made as of several past days knowing only what was known then, and compared with what happened. Beside it, what repeating the last season would have said.',
  },
  accuracy_none: {
    es: 'La historia es corta para ponerlo a prueba',
    en: 'The history is too short to try it on',
  },
  measure: { es: 'Medida', en: 'Measure' },
  this_model: { es: 'Este pronóstico', en: 'This forecast' },
  naive_rule: { es: 'Repetir lo último', en: 'Repeating the last' },
  meaning: { es: 'Qué quiere decir', en: 'What it means' },
  wape: { es: 'Error sobre lo vendido (WAPE)', en: 'Error over sales (WAPE)' },
  wape_about: {
    es: 'Lo que falló, sumado, entre todo lo vendido',
    en: 'All it was off by, over all that was sold',
  },
  mape: { es: 'Error promedio (MAPE)', en: 'Mean error (MAPE)' },
  mape_about: {
    es: 'Promedio del error de cada período, en proporción',
    en: 'Mean of the error of each period, in proportion',
  },
  mape_zeros: {
    es: 'Promedio del error de cada período con ventas, en proporción; {count} sin ventas no cuentan',
    en: 'Mean of the error of each period with sales, in proportion; {count} without sales do not count',
  },
  mase: { es: 'Contra lo fácil (MASE)', en: 'Against the easy way (MASE)' },
  mase_about: {
    es: 'Menos de 1: falla menos que repetir la temporada anterior',
    en: 'Below 1: off by less than repeating the season before',
  },
  rmse: { es: 'Error típico (RMSE)', en: 'Typical error (RMSE)' },
  rmse_about: {
    es: 'Castiga más los fallos grandes; en la unidad de las ventas',
    en: 'Large misses weigh more; in the unit of sales',
  },
  r2: { es: 'Vaivén explicado (R²)', en: 'Ups and downs explained (R²)' },
  r2_about: {
    es: '1 es todo; 0 o menos, no más que el promedio',
    en: '1 is all of it; 0 or less no more than the mean',
  },
  coverage_80: { es: 'Dentro de la franja del 80 %', en: 'Within the 80% range' },
  coverage_80_about: { es: 'Cuanto más cerca de 80 %, mejor', en: 'The closer to 80%, the better' },
  coverage_95: { es: 'Dentro de la franja del 95 %', en: 'Within the 95% range' },
  coverage_95_about: { es: 'Cuanto más cerca de 95 %, mejor', en: 'The closer to 95%, the better' },

  trial: { es: '¿Habría acertado la última vez?', en: 'Would it have been right last time?' },
  trial_subtitle: {
    es: 'Lo que habría dicho sabiendo solo lo de antes del {day}',
    en: 'What it would have said knowing only what came before {day}',
  },
  trial_about: {
    es: 'La más reciente de las {count} pruebas en el pasado, desde la que se ven los aciertos y los fallos día por día.',
    en: 'The newest of {count} trials on the past, showing day by day where it was right and wrong.',
  },

  record: { es: 'Lo que dijo y lo que pasó', en: 'What it said and what came' },
  record_about: {
    es: 'Cada pronóstico se guarda como se dio y se compara con lo que llega. Los hechos en retrospectiva usan solo lo que se sabía entonces. Es de toda la tienda.',
    en: 'Each forecast is kept as issued and compared with what comes. Those made in hindsight use only what was known then. It is of the whole shop.',
  },
  record_none: {
    es: 'Todavía no hay pronósticos guardados: entrena el modelo de ventas',
    en: 'No forecasts are kept yet: train the sales model',
  },
  record_subtitle: {
    es: 'Hecho con datos hasta el {day}{hindsight}: dijo {predicted}, llegó {actual} en {days} días',
    en: 'Made with data until {day}{hindsight}: said {predicted}, {actual} came in {days} days',
  },
  record_open: {
    es: 'Hecho con datos hasta el {day}: sus días todavía no llegan',
    en: 'Made with data until {day}: its days are still to come',
  },
  hindsight: { es: ', en retrospectiva', en: ', in hindsight' },
  record_scores: {
    es: 'Error {wape} (repetir lo último: {naive}) · dentro de la franja del 80 %: {coverage}',
    en: 'Error {wape} (repeating the last: {naive}) · within the 80% range: {coverage}',
  },
  all_issued: { es: 'Ver todos los pronósticos', en: 'See all forecasts' },
  made_ago: { es: 'Pronóstico de hace', en: 'Forecast made' },
  days_ago: { es: 'hace {count} d', en: '{count} d ago' },
  came: { es: 'Llegó', en: 'Came' },
  said: { es: 'Dijo', en: 'Said' },
})
