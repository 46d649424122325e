import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './support/desktop-test.ts'
import { root } from './support/launch.ts'

test('npm start without Electron serves the browser version until Ctrl-C', async () => {
  const data = mkdtempSync(join(tmpdir(), 'tincan-start-'))
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env
  // A mirror that nobody listens on: Electron cannot be had, and that is found out at once.
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), '--port', '0', '--data', data], {
    env: { ...env, TINCAN_ELECTRON: '', ELECTRON_MIRROR: 'http://127.0.0.1:1/' },
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    await expect.poll(() => said).toMatch(/Tincan is at http:\/\/127\.0\.0\.1:\d+/)
    const [, origin] = /at (http:\S+)/.exec(said) ?? []
    const page = await fetch(origin!)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>Tincan</title>')
    expect(said).toMatch(/browser instead/)
  } finally {
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    rmSync(data, { recursive: true, force: true })
  }
})
