import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = { target: process.env.API_ADDRESS ?? 'http://127.0.0.1:3000', changeOrigin: false }

const proxy = { '/api': server, '/health': server, '/docs': server, '/redoc': server }

// what nearly every page is put together from, as one file: a page is then two requests and not thirty
const panels = {
  name: 'panels',
  test: new RegExp(
    [
      'src/web/pages/overview/',
      'src/web/parts/(Panel|Definition|Change|KpiCard|Cards|Grid|Notice|CompactTable|PlainTable|GranularityPicker)',
      'src/web/charts/(BarChart|SeriesChart|Chart\\.tsx|chart-base|tooltip-box|pickable|use-tokens|Sparkline|text-on)',
      'src/web/hooks/(use-drill|use-cell-text|csv|save-|column|use-granularity|bucket-days|use-reason|use-just)',
      'src/web/words/(panel|overview|kpi|chart)-words',
      '@mantine/core/esm/components/SegmentedControl',
    ].join('|'),
  ),
}

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // one request instead of one a component
    cssCodeSplit: false,
    rolldownOptions: { output: { advancedChunks: { groups: [panels], includeDependenciesRecursively: false } } },
    chunkSizeWarningLimit: 900,
  },
  server: { proxy },
  preview: { proxy },
})
