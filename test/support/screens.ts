import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { createWebPages } from '../../src/server/web-pages.ts'
import { findChromium } from './find-chromium.ts'
import { LICENCES_FILE } from '../../src/shared/model/licence.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

interface Screens {
  readonly origin: string
  close(): Promise<void>
}

/** A test whose page is in front of the real screens: `/?scene=NAME` shows one. */
export const test = base.extend<object, { screens: Screens }>({
  screens: [
    // Playwright reads here what a fixture needs.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const screens = await serveScreens()
      await use(screens)
      await screens.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ screens }, use) => use(screens.origin),
  launchOptions: [
    {
      executablePath: findChromium()!,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--use-fake-device-for-media-stream',
        '--disable-gpu',
      ],
    },
    { scope: 'worker' },
  ],
  reducedMotion: 'reduce',
})

/** Builds the real screens over hosts in memory, and serves them with the headers of the signaling server. */
async function serveScreens(): Promise<Screens> {
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
      license: { fileName: LICENCES_FILE },
      chunkSizeWarningLimit: 5_000,
    },
  })
  const server: Server = createServer(
    createWebPages({ webDir: outDir, updatesDir: null, health: () => ({}) }),
  )
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
