import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

// DESIGN: main, preload, renderer and server import shared and nothing of each other. The linter holds that; here it
// is shown a wrong import in each folder, so that a mistake in its configuration is found.

const root = fileURLToPath(new URL('../../..', import.meta.url))
const written: string[] = []
afterAll(() => written.forEach((file) => rmSync(file, { force: true })))

function lint(file: string, source: string): { status: number | null; output: string } {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, source)
  written.push(path)
  const oxlint = join(root, 'node_modules/.bin/oxlint')
  const result = spawnSync(oxlint, ['--format=unix', file], { cwd: root, encoding: 'utf8' })
  rmSync(path)
  return { status: result.status, output: result.stdout }
}

test.each([
  ['src/shared', '../server/main.ts'],
  ['src/shared', 'node:fs'],
  ['src/shared', 'electron'],
  ['src/main', '../server/main.ts'],
  ['src/main', '../renderer/web.tsx'],
  ['src/preload', '../main/main.ts'],
  ['src/server', '../main/main.ts'],
  ['src/server', 'electron'],
  ['src/renderer/features', '../../main/main.ts'],
  ['src/renderer/features', 'node:fs'],
  ['src/renderer/features', 'electron'],
  ['src/renderer/call', '../features/call/view.tsx'],
  ['src/renderer/media', '../call/session.ts'],
])('%s must not import %s', (folder, target) => {
  const { status, output } = lint(`${folder}/forbidden-${process.pid}.ts`, `import '${target}'\n`)
  expect(output).toContain('no-restricted-imports')
  expect(status).not.toBe(0)
})

test('what is allowed passes', () => {
  const { status, output } = lint(
    `src/main/allowed-${process.pid}.ts`,
    "import '../shared/ids.ts'\nimport 'electron'\n",
  )
  expect(output).not.toContain('no-restricted-imports')
  expect(status).toBe(0)
})
