import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Licences, LICENCES_FILE } from '../../src/shared/model/licence.ts'
import { root } from './support/pack.ts'

/** Licences that let anybody ship the package in a program under the MIT licence, as long as they go along. */
const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD'])

const read = (page: string): Licences =>
  Licences.parse(JSON.parse(readFileSync(join(root, 'out', page, LICENCES_FILE), 'utf8')))

describe.each(['renderer', 'web'])('the packages in out/%s', (page) => {
  test('have licences that let them be shipped', () => {
    const others = read(page).filter(({ identifier }) => !ALLOWED.has(identifier))
    expect(others.map(({ name, identifier }) => `${name}: ${identifier}`)).toEqual([])
  })

  test('bring the texts that have to go along, but for few', () => {
    const without = read(page).filter(({ text }) => text === undefined)
    expect(without.length).toBeLessThan(read(page).length / 10)
  })
})

test.each(['renderer', 'web'])('out/%s names what is in the WebAssembly that it fetches', (page) => {
  const found = read(page).filter(({ name }) => name.endsWith('rnnoise'))
  expect(found).toMatchObject([{ identifier: 'BSD-3-Clause' }])
  expect(found[0]?.text).toContain('Xiph.Org Foundation')
})

test('the desktop names what its page, its main process and its server are made of, and what lies beside them', () => {
  const names = read('renderer').map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['react', 'electron-updater', 'pino', 'socket.io', 'uiohook-napi', 'electron']),
  )
  expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
})

test('the browser version names what it is made of, and nothing else', () => {
  const names = read('web').map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['react', 'react-aria-components', 'idb', 'socket.io-client']))
  expect(names).not.toContain('pino')
})
