import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Each bundle tells what it is made of; scripts/licences.ts puts that together. */
const license = { fileName: 'licences.json' }

// Everything but the native key hook is bundled: the packed app needs no other node_modules. The server is a bundle of its own beside main's, which
// main starts as a process and never imports.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      license,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: 'src/main/main.ts',
          server: 'src/server/main.ts',
          'key-hook': 'src/main/shortcuts/hook-process.ts',
        },
        // Optional native parts of `ws`, which does without; and the key hook, which is native throughout.
        external: ['bufferutil', 'utf-8-validate', 'uiohook-napi'],
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      license,
      // Each is one file: a sandboxed preload script can load no other.
      isolatedEntries: true,
      rolldownOptions: {
        input: { preload: 'src/preload/preload.ts', panel: 'src/preload/panel.ts' },
        // A sandboxed preload script cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      license,
      sourcemap: true,
      // By name: to a list, electron-vite adds the page of the browser version.
      rolldownOptions: { input: { desktop: 'src/renderer/desktop.html', panel: 'src/renderer/panel.html' } },
    },
  },
})
