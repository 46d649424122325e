import { beforeEach, expect, test, vi } from 'vitest'
import { createTurnLoan, type TurnLoan } from '../../../src/shared/core/turn-loan.ts'
import { createVirtualClock, settle, type VirtualClock } from '../../fakes/virtual-clock.ts'

const TTL_SECONDS = 1_000

let clock: VirtualClock
let asked: number
let answer: () => Promise<unknown>
let onChange: ReturnType<typeof vi.fn<() => void>>
let loan: TurnLoan
let ttlSeconds: number
const lend = (...urls: string[]): object => ({
  ok: true,
  value: { urls, username: `user ${asked}`, credential: 'c', ttlSeconds },
})
beforeEach(() => {
  clock = createVirtualClock()
  asked = 0
  ttlSeconds = TTL_SECONDS
  answer = async () => lend('turn:turn.example', 'turn://nonsense')
  onChange = vi.fn<() => void>()
  const request = (): Promise<never> => {
    asked += 1
    return answer() as Promise<never>
  }
  loan = createTurnLoan(clock, () => ({ request }), onChange)
})

test('what the server lends is used, and what is no URI of it is not', async () => {
  await loan.refresh()
  expect(loan.entries()).toEqual([
    {
      urls: ['turn:turn.example?transport=udp', 'turn:turn.example?transport=tcp'],
      username: 'user 1',
      credential: 'c',
    },
  ])
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('credentials are renewed before they end, again and again', async () => {
  await loan.refresh()
  clock.advance(TTL_SECONDS * 800 - 1)
  expect(asked).toBe(1)
  clock.advance(1)
  await settle()
  expect(loan.entries()[0]?.username).toBe('user 2')
  clock.advance(TTL_SECONDS * 800)
  await settle()
  expect(loan.entries()[0]?.username).toBe('user 3')
})

test('a server that is away is asked again, and what has ended is not used', async () => {
  await loan.refresh()
  answer = async () => ({ ok: false, error: { code: 'not-connected' } })
  clock.advance(TTL_SECONDS * 800)
  await settle()
  expect(loan.entries()).toHaveLength(1)
  clock.advance(TTL_SECONDS * 200)
  await settle()
  expect(loan.entries()).toEqual([])
  expect(asked).toBeGreaterThan(2)
})

test('who waits for fresh ones waits a second at most, and keeps what is at hand', async () => {
  await loan.refresh()
  answer = () => new Promise(() => {})
  let isDone = false
  void loan.refresh().then(() => (isDone = true))
  await settle()
  expect(isDone).toBe(false)
  clock.advance(1_000)
  await settle()
  expect(isDone).toBe(true)
  expect(loan.entries()).toHaveLength(1)
})

test('an answer for an account that is gone is thrown away, and nothing keeps running', async () => {
  const late = Promise.withResolvers<unknown>()
  answer = () => late.promise
  void loan.refresh()
  loan.forget()
  late.resolve({
    ok: true,
    value: { urls: ['turn:t.example'], username: 'u', credential: 'c', ttlSeconds: 600 },
  })
  clock.advance(2_000)
  await settle()
  expect(loan.entries()).toEqual([])
  expect(clock.pending).toBe(0)
})

test('a server that stops lending is believed', async () => {
  await loan.refresh()
  answer = async () => ({ ok: true, value: null })
  await loan.refresh()
  expect(loan.entries()).toEqual([])
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('the shortest loan of a server is renewed before it ends too', async () => {
  ttlSeconds = 60
  await loan.refresh()
  await clock.advanceAsync(59_999)
  expect(loan.entries()[0]?.username).toBe('user 2')
})

test('a server that fails at the first question is asked again, one that does not know the question is not', async () => {
  answer = async () => ({ ok: false, error: { code: 'rate-limited' } })
  await loan.refresh()
  answer = async () => lend('turn:turn.example')
  await clock.advanceAsync(60_000)
  expect(loan.entries()).toHaveLength(1)
  loan.forget()

  answer = async () => ({ ok: false, error: { code: 'bad-request' } })
  await loan.refresh()
  expect(clock.pending).toBe(0)
})

test('that credentials have ended is told, since a peer connection is to be made without them', async () => {
  await loan.refresh()
  answer = async () => ({ ok: false, error: { code: 'server-timeout' } })
  await clock.advanceAsync(TTL_SECONDS * 1_000 - 1)
  expect(onChange).toHaveBeenCalledTimes(1)
  await clock.advanceAsync(1)
  expect(onChange).toHaveBeenCalledTimes(2)
  expect(loan.entries()).toEqual([])
})

test('only relays are taken: with "hide my IP" a STUN server of the list would learn the address', async () => {
  answer = async () => lend('stun:stun.example', 'turns:turn.example')
  await loan.refresh()
  expect(loan.entries()[0]?.urls).toEqual(['turns:turn.example?transport=tcp'])
})

test('who needs a configuration waits for the first answer, but not for a server that is not asked', async () => {
  await loan.ready()
  expect(asked).toBe(0)
  const first = Promise.withResolvers<unknown>()
  answer = () => first.promise
  void loan.refresh()
  let isReady = false
  void loan.ready().then(() => (isReady = true))
  await settle()
  expect(isReady).toBe(false)
  first.resolve(lend('turn:turn.example'))
  await settle()
  expect(isReady).toBe(true)
  expect(loan.entries()).toHaveLength(1)
  expect(asked).toBe(1)
})

test('after a sleep in which every timer stood still, what has ended is fetched anew', async () => {
  await loan.refresh()
  clock.sleep(TTL_SECONDS * 2_000)
  expect(loan.entries()).toEqual([])
  await loan.ready()
  expect(loan.entries()[0]?.username).toBe('user 2')
  // What is only due is renewed behind the back of who needs it now.
  clock.sleep(TTL_SECONDS * 900)
  await loan.ready()
  expect(loan.entries()).toHaveLength(1)
  await settle()
  expect(asked).toBe(3)
})

test('a late answer for the last account does not let the next one ask twice at once', async () => {
  const old = Promise.withResolvers<unknown>()
  answer = () => old.promise
  void loan.refresh()
  loan.forget()
  answer = () => new Promise(() => {})
  void loan.refresh()
  old.resolve({ ok: true, value: null })
  await settle()
  void loan.refresh()
  await settle()
  expect(asked).toBe(2)
})
