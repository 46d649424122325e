import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The Chromium to test with: CHROMIUM_PATH, Playwright's own, or the system's. Null when there is none. */
export function findChromium(): string | null {
  const candidates = [
    process.env['CHROMIUM_PATH'],
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null
}
