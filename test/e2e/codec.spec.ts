import { expect, test } from '@playwright/test'
import type { Settings } from '../../src/shared/model/settings.ts'
import { readPacking, withPacking, withReception } from '../../src/renderer/media/sdp.ts'
import { buildHarness } from '../support/harness.ts'
import { observed, type Person } from '../support/person.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { connect, expectSoundBothWays, makeContacts, startCaller, tincan } from './callers.ts'

// One call in which the sound is packed in ever other ways, by what the two browsers say and send.
test.describe.configure({ mode: 'serial' })

let server: TestServer
let alice: Person
let bob: Person

test.beforeAll(async () => {
  server = await startTestServer({ webDir: await buildHarness() })
  alice = await startCaller(server.origin, 'alice', { frequency: 440 })
  bob = await startCaller(server.origin, 'bob', { frequency: 1000 })
  await makeContacts(alice, 'alice', bob, 'bob')
  await connect(alice, bob, 'bob')
  await expectSoundBothWays(alice, bob)
})
test.afterAll(async () => {
  await Promise.all([alice, bob].map((person) => person.close()))
  await server.dispose()
})

const set = (person: Person, change: Partial<Settings>) =>
  tincan(person.page, ({ host }, settings) => host.settings.update(settings), change)

/** What a person's newest connection sends, over half a second. */
const sent = (person: Person) =>
  observed(person.page, async (seen) => {
    const pc = seen.connections.at(-1)!
    const read = async () => {
      const all = [...(await pc.getStats()).values()] as Record<string, number>[]
      const entry = all.find((one) => String(one['type']) === 'outbound-rtp')
      return {
        packets: entry?.['packetsSent'] ?? 0,
        bytes: entry?.['bytesSent'] ?? 0,
        target: entry?.['targetBitrate'],
      }
    }
    const before = await read()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const after = await read()
    const packets = after.packets - before.packets
    return {
      perSecond: packets * 2,
      bits: ((after.bytes - before.bytes) / packets) * 8,
      target: after.target ?? 0,
    }
  })

/** Whether the packets of a person weigh about so many of those that its encoder makes. */
const copies = async (person: Person): Promise<number> => {
  const { perSecond, bits, target } = await sent(person)
  return Math.round((perSecond * bits) / target)
}

/** What a person's description and that of the other side say, as they are in force. */
const descriptions = (person: Person) =>
  observed(person.page, (seen) => {
    const { currentLocalDescription, currentRemoteDescription } = seen.connections.at(-1)!
    return { local: currentLocalDescription!.sdp, remote: currentRemoteDescription!.sdp }
  })
const negotiations = (person: Person) => observed(person.page, (seen) => seen.descriptions)

const jitterTarget = (person: Person) =>
  observed(person.page, (seen) => seen.connections.at(-1)!.getReceivers()[0]!.jitterBufferTarget)

const shownDetails = (person: Person) =>
  tincan(person.page, ({ session }) => {
    const details = session.state.get().calls[0]?.details
    return { packing: details?.packing, targetBitrate: details?.targetBitrate, wait: details?.jitterTargetMs }
  })

test('at first each packet is short, carries the one before it again, and waits for nothing', async () => {
  for (const person of [alice, bob]) {
    const { local, remote } = await descriptions(person)
    for (const sdp of [local, remote]) {
      expect(sdp).toMatch(/m=audio \d+ UDP\/TLS\/RTP\/SAVPF 63 111\r\n/)
      expect(sdp).toMatch(/a=fmtp:111 (?=.*useinbandfec=1)(?=.*usedtx=1)/)
    }
    await expect.poll(() => copies(person)).toBe(2)
    await expect.poll(async () => (await sent(person)).perSecond).toBeGreaterThan(90)
    expect(await jitterTarget(person)).toBe(0)
    await expect
      .poll(() => shownDetails(person))
      .toEqual({
        packing: { packetMs: 10, redundant: true, stereo: false, dtx: true, maxBitrate: null },
        targetBitrate: 40_000,
        wait: 0,
      })
  }
})

test('another bitrate is there at once, without a negotiation', async () => {
  const before = [await negotiations(alice), await negotiations(bob)]
  await set(alice, { bitrate: 96 })
  await expect.poll(async () => (await sent(alice)).target).toBe(96_000)
  await expect.poll(async () => ((await sent(alice)).bits * 100) / 96_000).toBeGreaterThan(1.7)
  expect((await sent(bob)).target).toBe(40_000)
  expect([await negotiations(alice), await negotiations(bob)]).toEqual(before)
  await set(alice, { bitrate: 'automatic' })
  await expect.poll(async () => (await sent(alice)).target).toBe(40_000)
})

test('who wants no copies gets none and sends none, who always wants them does', async () => {
  await set(bob, { redundancy: 'off' })
  for (const person of [alice, bob]) await expect.poll(() => copies(person)).toBe(1)
  await set(bob, { redundancy: 'always' })
  for (const person of [alice, bob]) await expect.poll(() => copies(person)).toBe(2)
  await set(bob, { redundancy: 'automatic' })
})

test('low bandwidth at one end makes packets few and small at both, and it ends again', async () => {
  await set(bob, { lowBandwidth: true })
  for (const person of [alice, bob]) {
    await expect.poll(async () => (await sent(person)).perSecond).toBeLessThan(20)
    await expect.poll(async () => (await sent(person)).target).toBe(16_000)
    await expect.poll(() => copies(person)).toBe(1)
  }
  await expectSoundBothWays(alice, bob)
  await set(bob, { lowBandwidth: false })
  for (const person of [alice, bob]) {
    await expect.poll(async () => (await sent(person)).perSecond).toBeGreaterThan(90)
    await expect.poll(async () => (await sent(person)).target).toBe(40_000)
  }
  await expectSoundBothWays(alice, bob)
})

test('both ends change their minds in the same moment, and agree', async () => {
  await Promise.all([set(alice, { lowBandwidth: true }), set(bob, { redundancy: 'off' })])
  await expect
    .poll(async () => (await shownDetails(alice)).packing)
    .toMatchObject({ packetMs: 60, redundant: false })
  await Promise.all([set(alice, { lowBandwidth: false }), set(bob, { redundancy: 'automatic' })])
  for (const person of [alice, bob]) {
    await expect
      .poll(async () => (await shownDetails(person)).packing)
      .toMatchObject({ packetMs: 10, redundant: true })
  }
  await expectSoundBothWays(alice, bob)
})

test('descriptions of every shape that a browser makes survive being edited', async () => {
  interface Pair {
    readonly pair: readonly [RTCPeerConnection, RTCPeerConnection]
  }
  /** Makes what comes next between two connections of a page, from the description before it. */
  const make = (type: 'offer' | 'answer', parts: readonly string[]) =>
    alice.page.evaluate(
      async ([kind, wanted]) => {
        const world = globalThis as unknown as Pair
        if (kind === 'answer') return (await world.pair[1].createAnswer()).sdp!
        const pair = [new RTCPeerConnection(), new RTCPeerConnection()] as const
        for (const part of wanted) {
          if (part === 'data') pair[0].createDataChannel('x')
          else pair[0].addTransceiver(part)
        }
        Object.assign(world, { pair })
        return (await pair[0].createOffer()).sdp!
      },
      [type, parts] as const,
    )
  const apply = (type: 'offer' | 'answer', local: string, remote: string) =>
    alice.page.evaluate(
      async ([kind, mine, theirs]) => {
        const { pair } = globalThis as unknown as Pair
        const [from, to] = kind === 'offer' ? pair : [pair[1], pair[0]]
        await from.setLocalDescription({ type: kind, sdp: mine })
        await to.setRemoteDescription({ type: kind, sdp: theirs })
        return to.signalingState
      },
      [type, local, remote] as const,
    )
  const packing = { packetMs: 60, redundant: true, stereo: true, dtx: false }
  const shapes = ['audio', 'audio data', 'audio video', 'video data audio', 'audio audio', 'data', 'video']
  for (const shape of shapes) {
    for (const type of ['offer', 'answer'] as const) {
      const sdp = await make(type, shape.split(' '))
      const local = withReception(sdp, { packetMs: 60, dtx: false, maxBitrate: 20_000 })
      const remote = withPacking(local, packing)
      if (shape.includes('audio')) expect(readPacking(remote), shape).toMatchObject(packing)
      else expect(remote, shape).toBe(sdp)
      expect(await apply(type, local, remote)).toBe(type === 'offer' ? 'have-remote-offer' : 'stable')
    }
  }
})
