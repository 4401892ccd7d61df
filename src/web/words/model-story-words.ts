import { dictionary } from './dictionary.ts'

/** How well a model has done, in words: for the page of one, and short for the list of all. */
export const modelStoryWords = dictionary({
  forecast: {
    es: 'Puesto a prueba en el pasado de tu tienda, falló en promedio el {wape} de lo vendido; la regla, el {naive}.',
    en: "Tried on your shop's past, it was off by {wape} of what was sold on average; the rule by {naive}.",
  },
  forecast_short: { es: 'falla {wape}, la regla {naive}', en: 'off by {wape}, the rule {naive}' },
  ranges: {
    es: 'De sus franjas del 80 %, acertó el {coverage}.',
    en: 'Of its 80% ranges {coverage} held.',
  },
  churn: {
    es: 'Entre un cliente que se fue y uno que se quedó, señala al correcto el {auc} de las veces; la regla, el {naive}.',
    en: 'Between a customer who left and one who stayed it points at the right one {auc} of the time; the rule {naive}.',
  },
  churn_short: { es: 'acierta {auc}, la regla {naive}', en: 'right {auc}, the rule {naive}' },
  percentages: {
    es: 'Los porcentajes que da se alejan {error} en promedio de lo que pasó.',
    en: 'The percentages it gives are {error} from what came, on average.',
  },
  value: {
    es: 'Puesto a prueba en el pasado de tu tienda, su error fue {less} menor que el de la regla.',
    en: "Tried on your shop's past, its error was {less} smaller than the rule's.",
  },
  value_worse: {
    es: 'Puesto a prueba en el pasado de tu tienda, no falló menos que la regla.',
    en: "Tried on your shop's past, it was off by no less than the rule.",
  },
  value_short: { es: '{less} menos error que la regla', en: "{less} less error than the rule's" },
  value_worse_short: { es: 'no falla menos que la regla', en: 'no less error than the rule' },
  total: {
    es: 'El total que dijo se alejó {error} del que hubo.',
    en: 'The total it said was {error} from what came.',
  },
  groups: {
    es: 'Al repetirlo con otra muestra de clientes, los grupos coinciden en {stability}.',
    en: 'When repeated on another sample of customers the groups agree by {stability}.',
  },
  groups_short: { es: '{stability} igual al repetirlo', en: '{stability} the same when repeated' },
  odd: {
    es: 'De los días comunes, el {coverage} cayó dentro de lo que esperaba; lo previsto era 95 %.',
    en: 'Of the ordinary days {coverage} fell within what it expected; 95% was meant to.',
  },
  odd_short: { es: '{coverage} de los días, dentro de lo esperado', en: '{coverage} of days as expected' },
})
