import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { HELP, type AppArguments, type Wish } from '../../../src/main/arguments.ts'
import { mayStart, serveCommandLine } from '../../../src/main/command-line.ts'
import type { Connection, HostSlice } from '../../../src/shared/host.ts'
import { bob } from '../../fakes/calls.ts'

const NOTHING: AppArguments = { profile: null, isHidden: false, wishes: [], print: null }
const CALL: Wish = { type: 'call', name: bob }
const LINK: Wish = { type: 'link', text: 'tincan://add/carol@example.org' }

describe('a start', () => {
  let said: string[]
  let exits: number[]
  let handedOver: unknown
  beforeEach(() => {
    said = []
    exits = []
    for (const stream of ['log', 'error'] as const)
      vi.spyOn(console, stream).mockImplementation((text: string) => void said.push(text))
  })
  afterEach(() => void vi.restoreAllMocks())
  const start = (isFirst: boolean, args: Partial<AppArguments> = {}): boolean => {
    const app = {
      requestSingleInstanceLock: (data: unknown) => {
        handedOver = data
        return isFirst
      },
      exit: (code: number) => void exits.push(code),
      getVersion: () => '1.2.3',
    }
    return mayStart(app, { ...NOTHING, ...args })
  }

  test.each([
    ['nothing is asked', []],
    ['it is to call', [CALL]],
    ['it is to open a link', [LINK]],
  ])('is one when %s', (_name, wishes) => {
    expect(start(true, { wishes })).toBe(true)
    expect(exits).toEqual([])
  })

  test.each<[Wish, string]>([
    [{ type: 'answer' }, 'answer'],
    [{ type: 'end' }, 'end the call'],
    [{ type: 'mute' }, 'mute or unmute'],
    [{ type: 'talk', how: 'down' }, 'press the key to talk (down)'],
  ])('is none for what only a Tincan that runs can do: %j', (wish, what) => {
    expect(start(true, { wishes: [wish] })).toBe(false)
    expect(said).toEqual([`Tincan does not run with this profile, so there is nothing to ${what}.`])
    expect(exits).toEqual([1])
  })

  test('that is the second one hands over what it was asked, and says so', () => {
    expect(start(false, { wishes: [CALL, { type: 'mute' }], isHidden: true })).toBe(false)
    expect(handedOver).toEqual({ wishes: [CALL, { type: 'mute' }], isHidden: true })
    start(false)
    start(false, { isHidden: true })
    expect(said).toEqual([
      'Tincan runs already with this profile. It was asked to call bob and to mute or unmute.',
      'Tincan runs already with this profile. Its window comes to the front.',
      'Tincan runs already with this profile.',
    ])
    expect(exits).toEqual([0, 0, 0])
  })

  test.each([
    ['help', HELP],
    ['version', 'Tincan 1.2.3'],
  ] as const)('that asks for the %s only prints it', (print, text) => {
    expect(start(true, { print })).toBe(false)
    expect(said).toEqual([text])
    expect(exits).toEqual([0])
  })
})

describe('what is asked', () => {
  let app: EventEmitter
  let done: string[]
  let tellConnection: (connection: Connection) => void
  let openLink: (text: string) => void
  beforeEach(() => {
    vi.useFakeTimers()
    app = new EventEmitter()
    done = []
  })
  afterEach(() => void vi.useRealTimers())
  const serve = (wishes: readonly Wish[], connection: Connection = { status: 'online' }): void => {
    serveCommandLine(
      {
        app: app as unknown as App,
        core: {
          state: async () => ({ connection }) as never,
          onState(listener: (change: HostSlice) => void) {
            tellConnection = (value) => listener({ slice: 'connection', value })
            return () => {}
          },
        },
        shell: {
          show: () => void done.push('show'),
          command: (command) => void done.push(JSON.stringify(command)),
        },
        keys: {
          act: (action) => Boolean(done.push(`key ${action}`)),
          talk: (how) => void done.push(`talk ${how}`),
        },
        onLink: (listener) => (openLink = listener),
      },
      { ...NOTHING, wishes },
    )
  }
  const secondStart = (data: unknown): boolean => app.emit('second-instance', {}, [], '/', data)
  const DIAL = '{"type":"dial","name":"bob"}'

  test('a call shows itself at once, and is made when the server is there', async () => {
    serve([CALL], { status: 'connecting' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(done).toEqual(['show'])
    tellConnection({ status: 'online' })
    await vi.advanceTimersByTimeAsync(0)
    expect(done).toEqual(['show', DIAL])
  })

  test('after a while the call is tried without, so that the screen says what is wrong', async () => {
    serve([CALL], { status: 'connecting' })
    await vi.advanceTimersByTimeAsync(14_999)
    expect(done).toEqual(['show'])
    await vi.advanceTimersByTimeAsync(1)
    expect(done).toEqual(['show', DIAL])
  })

  test('the rest does what a key or the screen would do', () => {
    serve([])
    const wishes: Wish[] = [
      { type: 'answer' },
      { type: 'end' },
      { type: 'mute' },
      { type: 'talk', how: 'up' },
    ]
    secondStart({ wishes, isHidden: false })
    expect(done).toEqual(['key answer', 'key end', 'key toggle-mute', 'talk up'])
  })

  test('a link is shown and asked about, from the command line and from the system', () => {
    serve([LINK])
    openLink('tincan://call/bob')
    openLink('tincan://wipe/everything')
    expect(done.filter((entry) => entry === 'show')).toHaveLength(3)
    expect(done.flatMap((entry) => (entry === 'show' ? [] : [JSON.parse(entry)]))).toMatchObject([
      { type: 'ask-add', name: 'carol', server: 'https://example.org' },
      { type: 'ask-dial', name: 'bob', server: null },
    ])
  })

  test.each([
    ['nothing', { wishes: [], isHidden: false }, ['show']],
    ['nothing, hidden', { wishes: [], isHidden: true }, []],
    ['something that is none of ours', { wishes: [{ type: 'wipe' }], isHidden: true }, ['show']],
    [
      'more than a person would',
      { wishes: Array.from({ length: 17 }, () => ({ type: 'mute' })), isHidden: true },
      ['show'],
    ],
    ['no data at all', null, ['show']],
  ])('a second start that asks for %s', (_name, data, expected) => {
    serve([])
    secondStart(data)
    expect(done).toEqual(expected)
  })
})
