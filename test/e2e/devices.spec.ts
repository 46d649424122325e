import { expect, test } from '@playwright/test'
import type { AudioDevice } from '../../src/shared/model/device.ts'
import type { Settings } from '../../src/shared/model/settings.ts'
import { buildHarness } from '../support/harness.ts'
import { heardLevel, type Person } from '../support/person.ts'
import { startPulse, type Pulse, type PulseDevice } from '../support/pulse.ts'
import { speak } from '../support/speech.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { connect, expectHeard, HEARD, SILENT, startCaller, tincan, withCall } from './callers.ts'

// Real devices of a sound server: alice's microphones each sound with a tone of their own, and what her speakers play is
// recorded. bob has a voice of 1000 Hz.
const DESK = 440
const USB = 620
const BOB = 1_000

let pulse: Pulse
let server: TestServer
let alice: Person
let bob: Person
let speaker: PulseDevice
let desk: PulseDevice
let usb: PulseDevice
/** Each has people of its own, on one server. */
let tests = 0
const bobsName = (): string => `bob${tests}`

test.beforeAll(async () => {
  pulse = await startPulse()
  server = await startTestServer({ webDir: await buildHarness() })
})
test.afterAll(async () => {
  await server?.dispose()
  await pulse?.close()
})
test.beforeEach(async () => {
  speaker = await pulse.addSpeaker('speaker')
  desk = await pulse.addMicrophone('desk', DESK)
  usb = await pulse.addMicrophone('usb', USB)
  tests += 1
  ;[alice, bob] = await Promise.all([
    startCaller(server.origin, `alice${tests}`, { frequency: DESK, pulse }),
    startCaller(server.origin, bobsName(), { frequency: BOB }),
  ])
})
test.afterEach(async () => {
  await Promise.all([alice?.close(), bob?.close()])
  for (const device of [usb, desk, speaker]) await device.remove().catch(() => {})
})

/** A device as alice's browser knows it. */
async function known(kind: MediaDeviceKind, label: string): Promise<AudioDevice> {
  const find = (): Promise<AudioDevice | undefined> =>
    alice.page.evaluate(
      async ([wanted, name]) => {
        const all = await navigator.mediaDevices.enumerateDevices()
        const found = all.find((device) => device.kind === wanted && device.label === name)
        return found && { id: found.deviceId, label: found.label, group: found.groupId }
      },
      [kind, label] as const,
    )
  await expect.poll(find).toBeDefined()
  return (await find())!
}
const prefer = (change: Partial<Settings>): Promise<unknown> =>
  tincan(alice.page, ({ host }, value) => host.settings.update(value), change)
const notice = () => tincan(alice.page, ({ session }) => session.state.get().deviceNotice)
const hears = (frequency: number): Promise<number> => heardLevel(bob.page, frequency)

test('pulled out in a call: the next one is heard within a second, and the first again when it is back', async () => {
  await prefer({ microphones: [await known('audioinput', 'desk'), await known('audioinput', 'usb')] })
  await connect(alice, bob, bobsName())
  await expectHeard(bob.page, DESK)

  await desk.remove()
  await expect.poll(() => hears(USB), { timeout: 1_000, intervals: [50] }).toBeGreaterThan(HEARD)
  await expect.poll(notice).toMatchObject({ type: 'moved', kind: 'microphone', to: { label: 'usb' } })

  desk = await pulse.addMicrophone('desk', DESK)
  await expectHeard(bob.page, DESK)
  await expect.poll(notice).toMatchObject({ to: { label: 'desk' }, canUndo: true })
  await tincan(alice.page, ({ session }) => session.undoDevice())
  await expectHeard(bob.page, USB)
  expect(await notice()).toBeNull()
})

test('who is muted stays so, whatever device comes and goes', async () => {
  await prefer({ microphones: [await known('audioinput', 'desk'), await known('audioinput', 'usb')] })
  await connect(alice, bob, bobsName())
  await expectHeard(bob.page, DESK)
  await tincan(alice.page, ({ session }) => session.setMuted(true))
  await expect.poll(() => hears(DESK)).toBeLessThan(SILENT)
  await desk.remove()
  await expect.poll(notice).toMatchObject({ to: { label: 'usb' } })
  await expect
    .poll(() => tincan(alice.page, ({ session }) => session.state.get().microphone))
    .toMatchObject({ status: 'open', muted: true, sending: false })
  expect(await hears(USB)).toBeLessThan(SILENT)
  await tincan(alice.page, ({ session }) => session.setMuted(false))
  await expectHeard(bob.page, USB)
})

test('the system means another microphone in a call: it is heard within a second', async () => {
  await pulse.chooseMicrophone('desk')
  await connect(alice, bob, bobsName())
  await expectHeard(bob.page, DESK)
  await pulse.chooseMicrophone('usb')
  await expect.poll(() => hears(USB), { timeout: 1_000, intervals: [50] }).toBeGreaterThan(HEARD)
})

test('a speaker that is pulled out: the call is heard at the other one', async () => {
  const headset = await pulse.addSpeaker('headset')
  try {
    await prefer({ speakers: [await known('audiooutput', 'headset')] })
    await connect(alice, bob, bobsName())
    const plays = (name: string) => (): Promise<number> => pulse.played(name, BOB)
    await expect.poll(plays('headset')).toBeGreaterThan(HEARD)
    expect(await pulse.played('speaker', BOB)).toBeLessThan(SILENT)
    await headset.remove()
    await expect.poll(plays('speaker')).toBeGreaterThan(HEARD)
  } finally {
    await headset.remove().catch(() => {})
  }
})

const headsetDrop = () => tincan(alice.page, ({ session }) => session.state.get().headsetDrop)
const secondsOfCall = () =>
  tincan(alice.page, ({ session }) => session.state.get().calls[0]?.samples.length ?? 0)
/** Of speech, after which it is known how high a microphone reaches on a computer that has time. */
const TOLD_AFTER_S = 20

const HEADSET = 'WH-1000XM4'
for (const { profile, rate, isDropped, isChosen } of [
  { profile: 'hands-free', rate: 16_000, isDropped: true, isChosen: true },
  { profile: "hands-free, as the system's own", rate: 16_000, isDropped: true, isChosen: false },
  { profile: 'full quality', rate: 48_000, isDropped: false, isChosen: true },
]) {
  test(`a Bluetooth headset in ${profile}, which says nothing but its name, is told by its sound`, async () => {
    const speech = speak('She sells six thick thistle sticks. '.repeat(16))
    const ears = await pulse.addSpeaker(HEADSET)
    const mouth = await pulse.addMicrophone(HEADSET, speech, 1, rate)
    try {
      const [microphone, sink] = [await known('audioinput', HEADSET), await known('audiooutput', HEADSET)]
      if (isChosen) await prefer({ microphones: [microphone], speakers: [sink] })
      else await pulse.chooseMicrophone(HEADSET)
      await connect(alice, bob, bobsName())
      if (!isDropped) {
        await expect.poll(secondsOfCall, { timeout: 30_000 }).toBeGreaterThan(TOLD_AFTER_S)
        return expect(await headsetDrop()).toBeNull()
      }
      await expect.poll(headsetDrop, { timeout: 30_000 }).not.toBeNull()
      const drop = await headsetDrop()
      expect(drop).toMatchObject({ headset: { label: HEADSET }, instead: { label: 'desk' } })
      await prefer({ microphones: [drop!.instead] })
      await expectHeard(bob.page, DESK)
      await expect.poll(headsetDrop).toBeNull()
    } finally {
      await mouth.remove()
      await ears.remove()
    }
  })
}

const fault = () =>
  tincan(alice.page, ({ session }) => {
    const { microphone } = session.state.get()
    return microphone.status === 'open' ? microphone.fault : microphone.status
  })

test('a microphone that is silent behind a canceller of echoes, which adds noise, is found out within 3 s of a call', async () => {
  await pulse.silence('usb', true)
  await prefer({ microphones: [await known('audioinput', 'usb')] })
  await connect(alice, bob, bobsName())
  await expect.poll(fault, { timeout: 4_000, intervals: [100] }).toBe('silent')
  await pulse.silence('usb', false)
  await expectHeard(bob.page, USB)
  await expect.poll(fault).toBe(null)
})

test('a microphone that falls silent in a call, or is kept by the system, is found out, and forgotten with its first sound', async () => {
  await prefer({ microphones: [await known('audioinput', 'usb')] })
  await connect(alice, bob, bobsName())
  await expectHeard(bob.page, USB)
  expect(await fault()).toBe(null)
  for (const [kind, turn] of [
    ['silent', pulse.silence],
    ['blocked', pulse.block],
  ] as const) {
    await turn('usb', true)
    await expect.poll(fault, { timeout: 4_000, intervals: [100] }).toBe(kind)
    await turn('usb', false)
    await expect.poll(fault).toBe(null)
  }
})

test('microphones of 1, 2, 4 and 8 channels are all heard, one after the other in one call', async () => {
  const many: PulseDevice[] = []
  try {
    for (const [channels, frequency] of [
      [2, 700],
      [4, 800],
      [8, 900],
    ] as const) {
      many.push(await pulse.addMicrophone(`of${channels}`, frequency, channels))
    }
    await connect(alice, bob, bobsName())
    for (const [label, frequency] of [
      ['desk', DESK],
      ['of2', 700],
      ['of4', 800],
      ['of8', 900],
    ] as const) {
      await prefer({ microphones: [await known('audioinput', label)] })
      await expectHeard(bob.page, frequency)
    }
  } finally {
    for (const device of many) await device.remove().catch(() => {})
  }
})

test('without any microphone one can still call and listen, and is heard when one is plugged in', async () => {
  await desk.remove()
  await usb.remove()
  await connect(alice, bob, bobsName())
  await expectHeard(alice.page, BOB)
  expect(await tincan(alice.page, ({ session }) => session.state.get().microphone)).toMatchObject({
    status: 'failed',
    error: { code: 'microphone-absent' },
  })
  desk = await pulse.addMicrophone('desk', DESK)
  await expectHeard(bob.page, DESK)
  await withCall(alice.page, 'active', 'end')
})
