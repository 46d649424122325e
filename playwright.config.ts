import { defineConfig } from '@playwright/test'

// e2e: real Chromium against the real server. desktop: the built main and preload bundles.
export default defineConfig({
  outputDir: 'test-results/playwright',
  // Sound is timed: two calls at once on a small machine would disturb each other.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    { name: 'desktop', testDir: 'test/desktop' },
  ],
})
