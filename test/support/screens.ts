import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { createWebPages } from '../../src/server/web-pages.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

export interface ScreensPage {
  readonly origin: string
  close(): Promise<void>
}

/** Builds the real screens over hosts in memory, and serves them with the headers of the signaling server. */
export async function serveScreens(): Promise<ScreensPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'tincan-screens-'))
  await build({
    root: join(repository, 'test/e2e/screens-harness'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5_000,
    },
  })
  const server: Server = createServer(createWebPages(outDir, () => ({})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
