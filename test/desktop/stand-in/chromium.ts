import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findChromium } from '../../support/find-chromium.ts'
import { connectCdp, type Cdp } from './cdp.ts'

export interface Chromium {
  readonly cdp: Cdp
  /** Where it keeps what is gone after it. */
  readonly folder: string
  /** Ends it and removes what it wrote. */
  close(): Promise<void>
}

const FLAGS = [
  '--remote-debugging-port=0',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--password-store=basic',
  '--use-mock-keychain',
  // Electron lets sounds play without a click, and its hidden windows carry calls.
  '--autoplay-policy=no-user-gesture-required',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  // A window that the page opens is announced, not made: closing it would race with Playwright's attaching to it.
  '--block-new-web-contents',
]

/** Starts Chromium with the app's own flags added. Playwright waits for the line that it prints. */
export async function startChromium(switches: readonly string[]): Promise<Chromium> {
  const path = findChromium()
  if (path === null) throw new Error('There is no Chromium to stand in for Electron.')
  const folder = mkdtempSync(join(tmpdir(), 'electron-stand-in-'))
  const child = spawn(
    path,
    [
      `--user-data-dir=${folder}`,
      ...FLAGS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(process.env['STAND_IN_HEADED'] === '1' ? [] : ['--headless=new']),
      ...switches,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.on('exit', () => {
    child.kill('SIGKILL')
    try {
      remove()
    } catch {
      // Chromium still writes; the folder is a temporary one.
    }
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      const found = /^DevTools listening on (ws:\/\/.*)$/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}.`)))
  })
  const cdp = await connectCdp(url)
  process.stderr.write(`\nDevTools listening on ${url}\n`)
  return {
    cdp,
    folder,
    async close() {
      await cdp.browser.send('Browser.close').catch(() => {})
      await ended
    },
  }
}
