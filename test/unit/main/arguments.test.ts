import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HELP, readArguments } from '../../../src/main/arguments.ts'

const read = (...argv: string[]) => readArguments(argv, {})
const NOTHING = { profile: null, isHidden: false, wishes: [], print: null }
const ok = (value: object) => ({ ok: true, value: { ...NOTHING, ...value } })

test('the profile comes from the command line, then from the environment, then from the system', () => {
  expect(read()).toEqual(ok({}))
  expect(readArguments([], { TINCAN_PROFILE: '/tmp/b' })).toEqual(ok({ profile: '/tmp/b' }))
  expect(readArguments(['--profile', '/tmp/a'], { TINCAN_PROFILE: '/tmp/b' })).toEqual(
    ok({ profile: '/tmp/a' }),
  )
  expect(read('--profile=here')).toEqual(ok({ profile: resolve('here') }))
})

test('an empty profile is none', () => {
  expect(read('--profile=')).toEqual(ok({}))
  expect(readArguments([], { TINCAN_PROFILE: '' })).toEqual(ok({}))
})

test("Electron's and Chromium's own flags pass by", () => {
  const chromium = ['--use-fake-device-for-media-stream', '--audio-buffer-size=256', '-r', 'x']
  expect(read('--inspect=0', '--no-sandbox', '.', '--profile=/tmp/a', ...chromium)).toEqual(
    ok({ profile: '/tmp/a' }),
  )
})

describe('wishes', () => {
  test.each([
    [['--call', 'bob'], [{ type: 'call', name: 'bob' }]],
    [['--call=안녕'], [{ type: 'call', name: '안녕' }]],
    [['--answer'], [{ type: 'answer' }]],
    [
      ['--end', '--mute'],
      [{ type: 'end' }, { type: 'mute' }],
    ],
    [['ptt', 'down'], [{ type: 'talk', how: 'down' }]],
    [['.', 'ptt', 'toggle'], [{ type: 'talk', how: 'toggle' }]],
    [['tincan://call/bob@example.org'], [{ type: 'link', text: 'tincan://call/bob@example.org' }]],
  ])('%j', (argv, wishes) => {
    expect(read(...argv)).toEqual(ok({ wishes }))
  })

  test('hidden, and what is only printed', () => {
    expect(read('--hidden')).toEqual(ok({ isHidden: true }))
    expect(read('-h')).toEqual(ok({ print: 'help' }))
    expect(read('--version')).toEqual(ok({ print: 'version' }))
    for (const flag of ['--call', '--answer', '--end', '--mute', '--hidden', '--profile', 'ptt'])
      expect(HELP).toContain(flag)
  })

  test('beside a link nothing else is done, because whoever made the link may have put it there', () => {
    const link = 'tincan://add/bob'
    const argv = ['--call', 'eve', '--hidden', '--version', '--profile=//eve/share', link]
    expect(read(...argv)).toEqual(ok({ wishes: [{ type: 'link', text: link }] }))
    expect(readArguments(argv, { TINCAN_PROFILE: '/tmp/b' })).toEqual(
      ok({ profile: '/tmp/b', wishes: [{ type: 'link', text: link }] }),
    )
  })
})

describe('what is wrong is said in a line', () => {
  test.each([
    [['--call'], '--call needs a value.'],
    [['--call='], '--call needs a value.'],
    [['--call', 'a/b\u0007'], 'Not a name: a/b?'],
    [['--answer=yes'], '--answer takes no value.'],
    [['--anwser'], 'Unknown option --anwser. Did you mean --answer?'],
    [['--cal=bob'], 'Unknown option --cal. Did you mean --call?'],
    [['ptt'], 'ptt needs down, up or toggle.'],
    [['ptt', 'sideways'], 'ptt needs down, up or toggle.'],
    [['tincan://wipe/everything'], 'Not a link that Tincan knows: tincan://wipe/everything'],
  ])('%j', (argv, error) => {
    expect(read(...argv)).toEqual({ ok: false, error })
  })
})
