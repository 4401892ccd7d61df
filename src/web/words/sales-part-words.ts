import { dictionary } from './dictionary.ts'

/** Sales split into what they are made of: trend, seasons, holidays, promotions. */
export const salesPartWords = dictionary({
  parts: { es: '¿De qué están hechas tus ventas?', en: 'What are your sales made of?' },
  parts_about: {
    es: 'Cada período separado en su nivel de fondo, lo que le suma o resta el día de la semana, la época del año, los feriados y las promociones, y lo que queda sin explicar. Las partes suman lo vendido.',
    en: 'Each period split into its underlying level, what the weekday, the time of year, holidays and promotions add or take away, and what is left unexplained. The parts sum to what was sold.',
  },
  parts_subtitle: {
    es: 'La tendencia cambió {change} en el último año',
    en: 'The trend changed by {change} over the last year',
  },
  observed: { es: 'Vendido', en: 'Sold' },
  trend: { es: 'Tendencia', en: 'Trend' },
  weekly: { es: 'Semana', en: 'Week' },
  yearly: { es: 'Año', en: 'Year' },
  holidays: { es: 'Feriados', en: 'Holidays' },
  events: { es: 'Promociones', en: 'Promotions' },
  remainder: { es: 'Sin explicar', en: 'Unexplained' },
  week_profile: { es: '¿Qué días se vende más?', en: 'Which weekdays sell most?' },
  week_profile_about: {
    es: 'Cuánto más o menos que un día promedio se vende cada día de la semana.',
    en: 'How much more or less than on a mean day is sold on each weekday.',
  },
  week_best: { es: 'El mejor es {name}, el más flojo {low}', en: '{name} is best, {low} slackest' },
  year_profile: { es: '¿En qué meses se vende más?', en: 'Which months sell most?' },
  year_profile_about: {
    es: 'Cuánto más o menos que en un mes promedio se vende en cada época, sin contar la tendencia.',
    en: 'How much more or less than in a mean month is sold at each time of year, the trend apart.',
  },
  profile_none: {
    es: 'Hace falta más historia para ver esta temporada',
    en: 'More history is needed to see this season',
  },
  effects: { es: '¿Qué hacen los feriados y las promociones?', en: 'What do holidays and promotions do?' },
  effects_about: {
    es: 'Cuánto más o menos se vende esos días que en uno igual sin nada especial. Un efecto visto pocas veces es una idea, no una certeza.',
    en: 'How much more or less is sold on those days than on a like day without anything special. An effect seen few times is an idea, not a certainty.',
  },
  effects_none: {
    es: 'Todavía no se ven efectos de feriados ni promociones',
    en: 'No effects of holidays or promotions are seen yet',
  },
  promotion: { es: 'Promociones', en: 'Promotions' },
  effect: { es: 'Efecto', en: 'Effect' },
  seen: { es: '{count|visto # vez|visto # veces}', en: '{count|seen once|seen # times}' },
  times_seen: { es: 'Veces visto', en: 'Times seen' },
  name: { es: 'Nombre', en: 'Name' },
})
