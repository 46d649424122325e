import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveCall } from '../../../src/shared/call/call.ts'
import type { CallId } from '../../../src/shared/ids.ts'
import { alice, bob, device, id } from '../../fakes/calls.ts'
import { simulateNetwork, type SimulatedDevice, type Weather } from '../../fakes/simulated-network.ts'

// Two people, up to three devices each, through the real call table and a network that delays, loses, doubles and
// reorders. Whatever they do, these things hold.

const RUNS = 400

interface Plan {
  readonly devices: readonly [number, number]
  readonly weather: readonly Weather[]
  readonly deeds: readonly { readonly who: number; readonly what: Deed; readonly afterMs: number }[]
}
type Deed =
  | 'dial'
  | 'accept'
  | 'decline'
  | 'ignore'
  | 'end'
  | 'hold'
  | 'resume'
  | 'dismiss'
  | 'mute'
  | 'lose'
  | 'fail'

const deed = fc.constantFrom<Deed>(
  'dial',
  'dial',
  'dial',
  'accept',
  'accept',
  'accept',
  'decline',
  'ignore',
  'end',
  'end',
  'hold',
  'resume',
  'dismiss',
  'mute',
  'lose',
  'fail',
)
const plan = (lossPercent: number): fc.Arbitrary<Plan> =>
  fc.record({
    devices: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    weather: fc.array(
      fc.record({
        delayMs: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 1_500 })),
        lost: fc.integer({ min: 0, max: 99 }).map((draw) => draw < lossPercent),
        doubled: fc.integer({ min: 0, max: 99 }).map((draw) => draw < 10),
      }),
      { minLength: 40, maxLength: 120 },
    ),
    deeds: fc.array(
      fc.record({
        who: fc.nat({ max: 5 }),
        what: deed,
        afterMs: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 20_000 })),
      }),
      { minLength: 1, maxLength: 25 },
    ),
  })

const live = (d: SimulatedDevice): LiveCall[] =>
  [...d.phone.calls.values()].filter((call) => call.phase !== 'ended')

/** What must hold after every single step. */
function checkStep(d: SimulatedDevice, accepted: Set<string>): void {
  const calls = live(d)
  const aloud = calls.filter((call) => call.phase === 'ringing-in' && call.alert === 'ring')
  expect(aloud.length, 'one call rings aloud at most').toBeLessThanOrEqual(1)
  const talking = calls.filter(
    (call) => (call.phase === 'active' || call.phase === 'connecting') && !call.heldByMe,
  )
  expect(talking.length, 'one call is talked in at most').toBeLessThanOrEqual(1)
  if (aloud.length > 0) expect(talking, 'nothing rings aloud into a call').toEqual([])
  const wantsMicrophone = calls.some((call) => call.phase !== 'ringing-in')
  expect(d.resources.microphone, 'the microphone is open exactly for a call').toBe(wantsMicrophone)
  for (const peer of d.resources.peers.values()) {
    const call = d.phone.calls.get(peer.callId)
    const isAccepted = call?.phase === 'active' || call?.phase === 'connecting'
    if (peer.audible) expect(isAccepted, 'nobody is heard before the accept').toBe(true)
  }
  for (const call of calls) {
    const hasEnd =
      call.phase === 'active' || [...d.resources.timers.keys()].some((key) => key.endsWith(call.callId))
    expect(hasEnd, `a call that is ${call.phase} has a deadline`).toBe(true)
    if (call.phase === 'active' || call.phase === 'connecting') accepted.add(`${call.callId}/${d.ref.device}`)
  }
}

function checkLogs(d: SimulatedDevice): void {
  const open = new Set<string>()
  for (const line of d.peerLog) {
    const [what, peer] = line.split(' ') as [string, string]
    if (what === 'open') {
      expect(open.has(peer), `${peer} is opened once`).toBe(false)
      open.add(peer)
    } else expect(open.delete(peer), `${peer} is closed once`).toBe(true)
  }
  expect([...open].toSorted(), 'what is open is wanted').toEqual([...d.resources.peers.keys()].toSorted())
  const recorded = d.records.map((entry) => entry.callId)
  expect(new Set(recorded).size, 'one line of history a call').toBe(recorded.length)
}

function run({ devices: [ofAlice, ofBob], weather, deeds }: Plan): void {
  let draw = 0
  const accepted = new Set<string>()
  const refs = [
    ...Array.from({ length: ofAlice }, (_, n) => ({ name: alice, device: device(10 + n) })),
    ...Array.from({ length: ofBob }, (_, n) => ({ name: bob, device: device(20 + n) })),
  ]
  const { clock, devices } = simulateNetwork(
    refs,
    () => weather[draw++ % weather.length]!,
    (d) => checkStep(d, accepted),
  )
  let nextId = 1
  const act = (d: SimulatedDevice, what: Deed): void => {
    const calls = [...d.phone.calls.values()]
    const pick = (...phases: string[]): CallId =>
      calls.find((call) => phases.includes(call.phase))?.callId ?? id(999)
    const talking = calls.find((call) => call.phase === 'active' || call.phase === 'connecting')
    const peer = { callId: talking?.callId ?? id(999), device: talking?.device ?? device(99) }
    switch (what) {
      case 'dial': {
        // Scattered ids, so that glare is decided either way.
        const callId = id(((nextId++ * 7919) % 1_000) + 1)
        return d.act({
          type: 'dial',
          callId,
          peer: d.ref.name === alice ? bob : alice,
          preconnect: nextId % 2 === 0,
        })
      }
      case 'accept':
      case 'decline':
      case 'ignore':
        return d.act({ type: what, callId: pick('ringing-in') })
      case 'end':
        return d.act({ type: 'end', callId: pick('calling', 'ringing-out', 'connecting', 'active') })
      case 'hold':
      case 'resume':
        return d.act({ type: 'hold', callId: peer.callId, held: what === 'hold' })
      case 'dismiss':
        return d.act({ type: 'dismiss', callId: pick('ended') })
      case 'mute':
        return d.act({ type: 'mute-changed', muted: !d.phone.muted })
      case 'lose':
        return d.act({ type: 'peer-lost', peer })
      case 'fail':
        return d.act({ type: 'peer-failed', peer })
    }
  }
  for (const { who, what, afterMs } of deeds) {
    clock.advance(afterMs)
    act(devices[who % devices.length]!, what)
  }

  // Let everything come to rest: what still rings or connects ends by itself.
  clock.advance(5 * 60_000)
  for (const d of devices) {
    checkLogs(d)
    expect(
      live(d).filter((call) => call.phase !== 'active'),
      'nothing rings or connects for ever',
    ).toEqual([])
  }
  // A person hangs up wherever a call is up: then every device is at rest.
  for (const d of devices) for (const call of live(d)) d.act({ type: 'end', callId: call.callId })
  clock.advance(5 * 60_000)
  for (const d of devices) {
    checkLogs(d)
    expect(d.resources.microphone, 'no microphone is left open').toBe(false)
    expect(d.resources.peers.size, 'no connection is left open').toBe(0)
  }
}

test('on a network that delays, doubles and reorders', () => {
  fc.assert(fc.property(plan(0), run), { numRuns: RUNS })
}, 60_000)

test('on a network that also loses every fifth message', () => {
  fc.assert(fc.property(plan(20), run), { numRuns: RUNS })
}, 60_000)

test('without loss, at most one device of a person is in a call when things have settled', () => {
  fc.assert(
    fc.property(plan(0), fc.nat({ max: 2 }), (draft, extra) => {
      let draw = 0
      const refs = [
        { name: alice, device: device(10) },
        ...Array.from({ length: 1 + extra }, (_, n) => ({ name: bob, device: device(20 + n) })),
      ]
      const { clock, devices } = simulateNetwork(
        refs,
        () => draft.weather[draw++ % draft.weather.length]!,
        () => {},
      )
      devices[0]!.act({ type: 'dial', callId: id(1), peer: bob, preconnect: true })
      clock.advance(4_000)
      // Every device of bob picks up within the same moment.
      for (const d of devices.slice(1)) d.act({ type: 'accept', callId: id(1) })
      clock.advance(20_000)
      const inCall = devices.slice(1).filter((d) => d.phone.calls.get(id(1))?.phase === 'active')
      expect(inCall).toHaveLength(1)
      const mine = devices[0]!.phone.calls.get(id(1))
      expect(mine?.phase === 'active' && mine.device).toBe(inCall[0]?.ref.device)
    }),
    { numRuns: RUNS },
  )
}, 60_000)

test('without loss, two people who call each other at the same time are in one call', () => {
  fc.assert(
    fc.property(plan(0), fc.integer({ min: 0, max: 100 }), fc.boolean(), ({ weather }, gapMs, swap) => {
      let draw = 0
      const refs = [
        { name: alice, device: device(10) },
        { name: bob, device: device(20) },
      ]
      const calm = (): Weather => ({ ...weather[draw++ % weather.length]!, doubled: false })
      const { clock, devices } = simulateNetwork(
        refs,
        () => ({ ...calm(), delayMs: 100 + (draw % 7) }),
        () => {},
      )
      devices[0]!.act({ type: 'dial', callId: id(swap ? 2 : 1), peer: bob, preconnect: true })
      clock.advance(gapMs)
      devices[1]!.act({ type: 'dial', callId: id(swap ? 1 : 2), peer: alice, preconnect: true })
      clock.advance(10_000)
      for (const d of devices) {
        expect(live(d).map((call) => [call.callId, call.phase])).toEqual([[id(1), 'active']])
        expect(d.records).toEqual([])
      }
    }),
    { numRuns: RUNS },
  )
}, 60_000)
