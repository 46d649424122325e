import { defineConfig } from '@playwright/test'

// e2e: real Chromium against the real server. screens: pictures of every screen. desktop: the built main and preload
// bundles. network: hosts in network namespaces, for root on Linux.
const SCREENS = '**/screens*.spec.ts'

export default defineConfig({
  outputDir: 'test-results/playwright',
  // Sound is timed: two calls at once on a small machine would disturb each other.
  workers: 1,
  // What passes only at the second try is counted, and named in the last line.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  projects: [
    { name: 'e2e', testDir: 'test/e2e', testIgnore: SCREENS },
    // Nothing is timed in a picture, so more of them may be taken at once.
    { name: 'screens', testDir: 'test/e2e', testMatch: SCREENS, fullyParallel: true, timeout: 120_000 },
    { name: 'desktop', testDir: 'test/desktop' },
    { name: 'network', testDir: 'test/network' },
  ],
})
