/** The script that draws charts: it is large and comes by itself, ahead of the first chart where one is expected. */
export const loadCharts = () => import('./EChart.tsx')
