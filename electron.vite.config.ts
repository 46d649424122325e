import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Everything is bundled: the packed app needs no node_modules. The server is a bundle of its own beside main's, which
// main starts as a process and never imports.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: { main: 'src/main/main.ts', server: 'src/server/main.ts' },
        // Optional native parts of `ws`; it does without.
        external: ['bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src/preload/preload.ts' },
        // A sandboxed preload script cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: { sourcemap: true, rolldownOptions: { input: 'src/renderer/desktop.html' } },
  },
})
