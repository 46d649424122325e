import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

// The screens for a browser, as the signaling server serves them.
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react()],
  define: { __TINCAN_VERSION__: JSON.stringify(version) },
  build: {
    outDir: '../../out/web',
    emptyOutDir: true,
    sourcemap: true,
    // light-dark() and top-level await are used as they are.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // A data: URL would need its own place in the content security policy.
    assetsInlineLimit: 0,
    license: { fileName: 'licences.json' },
    rolldownOptions: { input: 'src/renderer/index.html' },
  },
})
