import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the page without a screen into a folder that the server can serve. */
export async function buildHarness(): Promise<string> {
  const root = fileURLToPath(new URL('../e2e/harness', import.meta.url))
  const outDir = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-results', 'harness')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { __TINCAN_VERSION__: '"test"' },
    build: { outDir, emptyOutDir: true, target: 'esnext', minify: false },
  })
  return outDir
}
