import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveCall } from '../../../src/shared/call/call.ts'
import type { CallId } from '../../../src/shared/ids.ts'
import { alice, bob, carol, device, id } from '../../fakes/calls.ts'
import { simulateNetwork, type SimulatedDevice, type Weather } from '../../fakes/simulated-network.ts'

// Two people with up to three devices each, and a third person with one, through the real call table and a network that
// delays, loses, doubles and reorders, with connections that break and apps that crash. Whatever they do, these things
// hold. (A failure prints the seed and the shortest plan that shows it.)

const RUNS = 400
/** Longer than every timer of a call. */
const REST_MS = 5 * 60_000

const DEEDS = [
  ...(['dial', 'dial', 'dial', 'accept', 'accept', 'accept', 'decline', 'ignore', 'end', 'end'] as const),
  ...(['hold', 'resume', 'dismiss', 'mute', 'fail'] as const),
]
const CALAMITIES = ['lose media', 'drop connection', 'crash', 'restart server'] as const
type Deed = (typeof DEEDS)[number] | (typeof CALAMITIES)[number]

interface Plan {
  readonly devices: readonly [number, number]
  readonly weather: readonly Weather[]
  readonly deeds: readonly {
    readonly who: number
    readonly whom: number
    readonly what: Deed
    readonly afterMs: number
  }[]
}

interface Climate {
  readonly lossPercent: number
  readonly doublePercent: number
  readonly maxDelayMs: number
  readonly deeds: readonly Deed[]
}
const MILD: Climate = { lossPercent: 0, doublePercent: 10, maxDelayMs: 1_500, deeds: DEEDS }

const plan = ({ lossPercent, doublePercent, maxDelayMs, deeds }: Climate): fc.Arbitrary<Plan> =>
  fc.record({
    devices: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    weather: fc.array(
      fc.record({
        delayMs: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: maxDelayMs })),
        lost: fc.integer({ min: 0, max: 99 }).map((draw) => draw < lossPercent),
        doubled: fc.integer({ min: 0, max: 99 }).map((draw) => draw < doublePercent),
      }),
      { minLength: 1, maxLength: 120 },
    ),
    deeds: fc.array(
      fc.record({
        who: fc.nat({ max: 6 }),
        whom: fc.nat({ max: 1 }),
        what: fc.constantFrom(...deeds),
        afterMs: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 20_000 })),
      }),
      { minLength: 1, maxLength: 30 },
    ),
  })

const live = (d: SimulatedDevice): LiveCall[] =>
  [...d.phone.calls.values()].filter((call) => call.phase !== 'ended')

/** What must hold after every single step. */
function checkStep(d: SimulatedDevice): void {
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
  }
}

function checkLogs(d: SimulatedDevice): void {
  const open = new Set<string>()
  const closed = new Set<string>()
  for (const line of d.peerLog) {
    const [what, peer] = line.split(' ') as [string, string]
    if (what === 'open') {
      expect(open.has(peer) || closed.has(peer), `${peer} is opened once`).toBe(false)
      open.add(peer)
    } else {
      expect(open.delete(peer), `${peer} is closed once`).toBe(true)
      closed.add(peer)
    }
  }
  expect([...open].toSorted(), 'what is open is wanted').toEqual([...d.resources.peers.keys()].toSorted())
  const recorded = d.records.map((entry) => entry.callId)
  expect(new Set(recorded).size, 'one line of history a call').toBe(recorded.length)
}

/** Who is in a call has somebody at the other end, and is alone of their name in it. */
function checkPairs(devices: readonly SimulatedDevice[]): void {
  for (const d of devices) {
    for (const call of live(d)) {
      expect(call.phase, 'nothing rings or connects for ever').toBe('active')
      if (call.phase !== 'active') continue
      const other = devices.find(({ ref }) => ref.device === call.device)
      const theirs = other?.phone.calls.get(call.callId)
      expect(theirs?.phase, `${d.ref.name} talks to somebody in ${call.callId}`).toBe('active')
      expect(theirs?.phase === 'active' && theirs.device).toBe(d.ref.device)
    }
  }
}

type World = ReturnType<typeof simulateNetwork>

function start({ devices: [ofAlice, ofBob], weather }: Plan): World {
  let draw = 0
  const refs = [
    ...Array.from({ length: ofAlice }, (_, n) => ({ name: alice, device: device(10 + n) })),
    ...Array.from({ length: ofBob }, (_, n) => ({ name: bob, device: device(20 + n) })),
    { name: carol, device: device(30) },
  ]
  return simulateNetwork(refs, () => weather[draw++ % weather.length]!, checkStep)
}

function doDeeds({ clock, devices, restartServer }: World, { deeds }: Plan): void {
  let dialled = 0
  for (const { who, whom, what, afterMs } of deeds) {
    clock.advance(afterMs)
    const d = devices[who % devices.length]!
    const calls = [...d.phone.calls.values()]
    const pick = (...phases: string[]): CallId =>
      calls.find((call) => phases.includes(call.phase))?.callId ?? id(999_999)
    const talking = calls.filter((call) => call.phase === 'active' || call.phase === 'connecting')
    switch (what) {
      case 'dial': {
        // Scattered ids, so that glare is decided either way.
        const callId = id(((++dialled * 7919) % 1_000) + 1)
        const peer = [alice, bob, carol].filter((name) => name !== d.ref.name)[whom]!
        d.act({ type: 'dial', callId, peer, preconnect: dialled % 2 === 0 })
        break
      }
      case 'accept':
      case 'decline':
      case 'ignore':
        d.act({ type: what, callId: pick('ringing-in') })
        break
      case 'end':
        d.act({ type: 'end', callId: pick('calling', 'ringing-out', 'connecting', 'active') })
        break
      case 'hold':
      case 'resume': {
        const isHeld = what === 'resume'
        const call = talking.find(({ heldByMe }) => heldByMe === isHeld)
        if (call !== undefined) d.act({ type: 'hold', callId: call.callId, held: !isHeld })
        break
      }
      case 'dismiss':
        d.act({ type: 'dismiss', callId: pick('ended') })
        break
      case 'mute':
        d.act({ type: 'mute-changed', muted: !d.phone.muted })
        break
      case 'fail':
        for (const call of talking) d.act({ type: 'peer-stranded', peer: call, cause: 'no-path' })
        for (const call of calls) {
          if (call.phase === 'ringing-in')
            d.act({ type: 'peer-stranded', peer: call, cause: 'relay-missing' })
        }
        break
      case 'lose media':
        d.loseMedia(afterMs * 2)
        break
      case 'drop connection':
        d.dropConnection(afterMs)
        break
      case 'crash':
        d.crash(afterMs)
        break
      case 'restart server':
        restartServer()
    }
  }
}

function hangUpEverywhere({ clock, devices }: World): void {
  for (const d of devices) for (const call of live(d)) d.act({ type: 'end', callId: call.callId })
  clock.advance(REST_MS)
  for (const d of devices) {
    checkLogs(d)
    expect(live(d)).toEqual([])
    expect(d.resources.microphone, 'no microphone is left open').toBe(false)
    expect(d.resources.peers.size, 'no connection is left open').toBe(0)
    expect(d.resources.timers.size, 'no timer is left').toBe(0)
  }
}

function liveThrough(plan: Plan): World {
  const world = start(plan)
  doDeeds(world, plan)
  // Let everything come to rest: what still rings or connects, or has nobody at the other end, ends by itself.
  world.clock.advance(REST_MS)
  world.devices.forEach(checkLogs)
  checkPairs(world.devices)
  hangUpEverywhere(world)
  return world
}

test('on a network that delays, doubles and reorders, and the server forgets it all in the end', () => {
  fc.assert(
    fc.property(plan(MILD), (plan) => {
      expect(liveThrough(plan).callsInMemory(), 'calls in the memory of the server').toBe(0)
    }),
    { numRuns: RUNS },
  )
}, 60_000)

test('on a network that also loses every fifth message', () => {
  fc.assert(
    fc.property(plan({ ...MILD, lossPercent: 20 }), (plan) => void liveThrough(plan)),
    { numRuns: RUNS },
  )
}, 60_000)

test('when connections break, media stops, apps crash and the server is restarted', () => {
  const deeds = [...DEEDS, ...DEEDS, ...CALAMITIES, ...CALAMITIES]
  fc.assert(
    fc.property(plan({ ...MILD, lossPercent: 5, deeds }), (plan) => void liveThrough(plan)),
    { numRuns: RUNS },
  )
}, 60_000)

test('without loss, at most one device of a person is in a call when things have settled', () => {
  fc.assert(
    fc.property(plan(MILD), (draft) => {
      const { clock, devices } = start({ ...draft, devices: [1, draft.devices[1]] })
      const [caller, ...others] = devices
      const bobs = others.filter(({ ref }) => ref.name === bob)
      caller!.act({ type: 'dial', callId: id(1), peer: bob, preconnect: true })
      clock.advance(4_000)
      // Every device of bob picks up within the same moment.
      for (const d of bobs) d.act({ type: 'accept', callId: id(1) })
      clock.advance(20_000)
      const inCall = bobs.filter((d) => d.phone.calls.get(id(1))?.phase === 'active')
      expect(inCall).toHaveLength(1)
      const mine = caller!.phone.calls.get(id(1))
      expect(mine?.phase === 'active' && mine.device).toBe(inCall[0]?.ref.device)
      checkPairs(devices)
      const silenced = bobs.filter((d) => !inCall.includes(d))
      expect(silenced.flatMap((d) => d.records.map(({ outcome }) => outcome))).toEqual(
        silenced.map(() => 'answered-elsewhere'),
      )
    }),
    { numRuns: RUNS },
  )
}, 60_000)

test('without loss, two people who call each other at the same time are in one call, whatever overtakes what', () => {
  fc.assert(
    fc.property(
      plan({ ...MILD, maxDelayMs: 240 }),
      fc.integer({ min: 0, max: 500 }),
      fc.boolean(),
      (draft, gapMs, swap) => {
        const { clock, devices } = start({ ...draft, devices: [1, 1] })
        const [a, b] = devices as [SimulatedDevice, SimulatedDevice]
        a.act({ type: 'dial', callId: id(swap ? 2 : 1), peer: bob, preconnect: true })
        clock.advance(gapMs)
        // Who is rung already picks up by dialling.
        b.act({ type: 'dial', callId: id(swap ? 1 : 2), peer: alice, preconnect: true })
        clock.advance(10_000)
        const talks = live(a).map((call) => [call.callId, call.phase])
        expect(talks).toHaveLength(1)
        expect(talks[0]?.[1]).toBe('active')
        checkPairs(devices)
        for (const d of [a, b]) expect(d.records).toEqual([])
      },
    ),
    { numRuns: RUNS },
  )
}, 60_000)
