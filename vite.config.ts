import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = { target: process.env.API_ADDRESS ?? 'http://127.0.0.1:3000', changeOrigin: false }

const proxy = { '/api': server, '/health': server, '/docs': server, '/redoc': server }

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy },
  preview: { proxy },
})
