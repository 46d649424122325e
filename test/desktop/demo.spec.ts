import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './support/desktop-test.ts'
import { electronPath, root } from './support/launch.ts'

interface Ended {
  readonly code: number | null
  readonly said: string
}

function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'scripts/demo.ts'), '--headless', '--check', ...args], {
    env: { ...process.env, ...env },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString()
    })
  }
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })))
}
const leftOver = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('tincan-demo-'))

test('the demo shows alice and bob to each other in two browsers, and leaves nothing', async () => {
  const before = leftOver()
  const { code, said } = await demo(['--browser'])
  expect(said).toContain('alice and bob are online, and each sees the other.')
  expect(code).toBe(0)
  expect(leftOver()).toEqual(before)
})

test('the demo shows alice and bob to each other in two desktop windows, and leaves nothing', async () => {
  const before = leftOver()
  const { code, said } = await demo([], { TINCAN_ELECTRON: electronPath() })
  expect(said).toContain('alice and bob are online, and each sees the other.')
  expect(code).toBe(0)
  expect(leftOver()).toEqual(before)
})
