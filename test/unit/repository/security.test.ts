import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

test('the version of Electron is one and the same for everybody, and the stand-in plays that one', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  const pinned = devDependencies['electron'] ?? ''
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/)
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { version: string }>
  }
  expect(packages['node_modules/electron']?.version).toBe(pinned)
  expect(read('test/desktop/stand-in/isolated-world.ts')).toContain(`electron: '${pinned}'`)
})

test("every item of Electron's checklist has a line, and every test that is named there exists", () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
  expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  for (const row of rows) {
    const [, , , how = ''] = row.split('|')
    const named = [...how.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file!)
    expect(named.length, row).toBeGreaterThan(0)
    for (const file of named) expect(existsSync(join(root, file)), file).toBe(true)
  }
})
