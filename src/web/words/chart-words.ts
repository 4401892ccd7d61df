import { dictionary } from './dictionary.ts'

export const chartWords = dictionary({
  week_of: { es: 'semana del {day}', en: 'week of {day}' },
  partial: { es: 'todavía incompleto', en: 'not complete yet' },
  change: { es: 'Cambio', en: 'Change' },
  odd: { es: 'Día fuera de lo común: haz clic y ve por qué', en: 'Out of the common: click for why' },
  expected: { es: 'Esperado', en: 'Expected' },
  share: { es: 'Parte del total', en: 'Share of total' },
  series_label: { es: '{name}, serie de {count} valores', en: '{name}, a series of {count} values' },
  bars_label: { es: '{name}: {count} barras, de mayor a menor', en: '{name}: {count} bars, largest first' },
  waterfall_label: {
    es: '{name}: cambio en {count} partes',
    en: '{name}: change in {count} parts',
  },
  map_label: { es: 'Mapa del mundo: {name} por país', en: 'World map: {name} by country' },
  treemap_label: { es: '{name}: áreas según su tamaño', en: '{name}: areas by their size' },
  histogram_label: { es: '{name}: distribución', en: '{name}: distribution' },
  heatmap_label: { es: '{name}: mapa de calor', en: '{name}: heat map' },
  scatter_label: { es: '{name}: {count} puntos', en: '{name}: {count} points' },
  not_on_map: { es: 'Sin lugar en el mapa: {names}', en: 'Not on the map: {names}' },
})
