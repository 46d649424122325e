import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// What Tincan uses of Electron has to be in the stand-in, or the type check fails. Here it is shown some that is not.

const root = fileURLToPath(new URL('../../..', import.meta.url))
const SOURCE = `import { app, BrowserWindow, ipcRenderer, webFrame } from 'electron'
export const there = [app.getVersion(), new BrowserWindow({ show: false }).isVisible(), ipcRenderer.invoke('x')]
export const missing = app.getPreferredSystemLanguages()
export const also = [new BrowserWindow({ transparent: true }), webFrame.getZoomLevel()]
`

let folder: string
beforeAll(() => {
  mkdirSync(join(root, '.tsc'), { recursive: true })
  folder = mkdtempSync(join(root, '.tsc', 'electron-'))
  writeFileSync(join(folder, 'source.ts'), SOURCE)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The complaints about the source, by line, when it is compiled as the files of this project are. */
function complaints(project: string): string[] {
  const file = join(folder, 'tsconfig.json')
  const options = { noEmit: true, composite: false, emitDeclarationOnly: false, incremental: false }
  writeFileSync(
    file,
    JSON.stringify({
      extends: join(root, project),
      compilerOptions: { ...options, rootDir: root, tsBuildInfoFile: null },
      files: ['source.ts'],
      include: [],
      references: [],
    }),
  )
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', file, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout.trim().split('\n').filter(Boolean)
}

test('an API that the stand-in lacks fails the type check, for main and for preload', () => {
  const found = complaints('tsconfig.stand-in.json')
  expect(found.map((line) => /source\.ts\((\d+),\d+\): error (TS\d+)/.exec(line)?.slice(1))).toEqual([
    ['1', 'TS2305'],
    ['3', 'TS2339'],
    ['4', 'TS2353'],
  ])
  for (const [i, name] of ['webFrame', 'getPreferredSystemLanguages', 'transparent'].entries())
    expect(found[i]).toContain(name)
})

test("by Electron's own types nothing is wrong with it", () => {
  expect(complaints('tsconfig.node.json')).toEqual([])
})

test('what the stand-in is checked against is all of main and preload', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const project = join(root, 'tsconfig.stand-in.json')
  const { include } = JSON.parse(
    execFileSync(process.execPath, [tsc, '-p', project, '--showConfig'], { encoding: 'utf8' }),
  ) as { include: string[] }
  expect(include).toEqual(expect.arrayContaining(['src/main', 'src/preload']))
})
