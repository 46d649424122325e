import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readArguments } from '../../../src/main/arguments.ts'

test('the profile comes from the command line, then from the environment, then from the system', () => {
  expect(readArguments([], {})).toEqual({ profile: null })
  expect(readArguments([], { TINCAN_PROFILE: '/tmp/b' })).toEqual({ profile: '/tmp/b' })
  expect(readArguments(['--profile', '/tmp/a'], { TINCAN_PROFILE: '/tmp/b' })).toEqual({ profile: '/tmp/a' })
  expect(readArguments(['--profile=here'], {})).toEqual({ profile: resolve('here') })
})

test('an empty profile is none', () => {
  expect(readArguments(['--profile='], {})).toEqual({ profile: null })
  expect(readArguments([], { TINCAN_PROFILE: '' })).toEqual({ profile: null })
})

test("Electron's and Chromium's own flags pass by", () => {
  const argv = [
    '--inspect=0',
    '--no-sandbox',
    '.',
    '--profile=/tmp/a',
    '--use-fake-device-for-media-stream',
    '-r',
    'x',
  ]
  expect(readArguments(argv, {})).toEqual({ profile: '/tmp/a' })
})
