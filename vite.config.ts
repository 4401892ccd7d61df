import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const server = { target: process.env.API_ADDRESS ?? 'http://127.0.0.1:3000', changeOrigin: false }

const proxy = { '/api': server, '/health': server, '/docs': server, '/redoc': server }

// all that must be there before anything is drawn, as one file
const shell = { name: 'shell', tags: ['$initial' as const], priority: 2 }

// what nearly every page is put together from, as one file: a page is then two requests and not thirty
const panels = {
  name: 'panels',
  priority: 1,
  test: new RegExp(
    [
      'src/web/pages/overview/',
      'src/web/parts/(Panel|Definition|Change|KpiCard|Cards|Grid|Notice|CompactTable|PlainTable|GranularityPicker)',
      'src/web/charts/(BarChart|SeriesChart|Chart\\.tsx|chart-base|tooltip-box|pickable|fit-text|use-tokens|Sparkline|text-on)',
      'src/web/hooks/(use-drill|use-cell-text|csv|save-|column|use-granularity|bucket-days|use-reason|use-just|use-error-text|use-trend|use-import-words|granularity|to-int)',
      'src/web/words/(panel|overview|kpi|chart|data|import|import-field)-words',
      'src/web/pages/forecasts/(OddDaysPanel|SeverityBadge|severity|narrowed)',
      '@mantine/core/esm/components/(SegmentedControl|FloatingIndicator|ScrollArea)',
      '@mantine/hooks/esm/(use-resize-observer|use-debounced-callback)',
      '@tabler/icons-react/dist/esm/icons/(IconMinus|IconDots|IconInfoCircle|IconDownload|IconTable)\\.',
    ].join('|'),
  ),
}

/** What nearly every page needs is fetched beside the shell instead of after it. */
const fetchPanelsEarly: Plugin = {
  name: 'fetch-panels-early',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.values(bundle)
        .filter((chunk) => chunk.type === 'chunk' && chunk.name === panels.name)
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head' as const,
        })),
  },
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), fetchPanelsEarly],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // one request instead of one a component
    cssCodeSplit: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [shell, panels], includeDependenciesRecursively: false } },
    },
    chunkSizeWarningLimit: 900,
  },
  server: { proxy },
  preview: { proxy },
})
