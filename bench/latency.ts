// From mouth to ear: Tincan as a desktop app and as a page against a bare pair in Chromium as it comes, and against Mumble.
import { buildHarness } from '../test/support/harness.ts'
import { startPerson } from '../test/support/person.ts'
import { startTestServer } from '../test/support/server.ts'
import { connect, startCaller, tincan, withCall } from '../test/e2e/callers.ts'
import { chooseAudioBuffers } from '../src/main/audio-buffers.ts'
import { createMouthAndEar } from './mouth-and-ear.ts'
import { startMumbleCall, whyNoMumble } from './mumble-call.ts'
import { median, printAim, printRow } from './statistics.ts'

const ROUNDS = Number(process.argv[2] ?? 5)
const SECONDS = 6
/** Time for jitter buffers to find their length. */
const SETTLE_MS = 6_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The flags with which the desktop app starts its Chromium. */
function desktopFlags(): string[] {
  const flags: string[] = []
  const commandLine = {
    appendSwitch: (name: string, value = '') => void flags.push(`--${name}${value && `=${value}`}`),
  }
  chooseAudioBuffers({ commandLine }, { audioBuffers: 'smallest' })
  return flags
}

const server = await startTestServer({ webDir: await buildHarness() })
const lab = await createMouthAndEar()
const { pulse } = lab
let calls = 0

async function measure(): Promise<number[]> {
  await pause(SETTLE_MS)
  return lab.measure(SECONDS)
}

/** Two connections in one page, with what a browser does when nothing is said. */
async function bare(): Promise<number[]> {
  const person = await startPerson(`${server.origin}/healthz`, { frequency: 0, pulse })
  try {
    await person.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
      a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined)
      b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined)
      b.ontrack = ({ track }) => {
        const element = new Audio()
        element.srcObject = new MediaStream([track])
        void element.play()
      }
      for (const track of stream.getTracks()) a.addTrack(track, stream)
      await a.setLocalDescription()
      await b.setRemoteDescription(a.localDescription!)
      await b.setLocalDescription()
      await a.setRemoteDescription(b.localDescription!)
      Object.assign(globalThis, { kept: [a, b] })
    })
    return await measure()
  } finally {
    await person.close()
  }
}

/** Two people, each in a browser of their own; the callee is muted. */
async function ours(flags: readonly string[]): Promise<number[]> {
  calls += 1
  const [caller, callee] = [`alice${calls}`, `bob${calls}`]
  const options = { frequency: 0, pulse, flags }
  const alice = await startCaller(server.origin, caller, options)
  const bob = await startCaller(server.origin, callee, options)
  try {
    await tincan(bob.page, ({ session }) => session.setMuted(true))
    await connect(alice, bob, callee)
    const times = await measure()
    await withCall(alice.page, 'active', 'end')
    return times
  } finally {
    await Promise.all([alice.close(), bob.close()])
  }
}

async function mumble(): Promise<number[]> {
  const stop = await startMumbleCall(pulse)
  try {
    return await measure()
  } finally {
    await stop()
  }
}

const obstacle = whyNoMumble()
const contenders: Readonly<Record<string, () => Promise<number[]>>> = {
  'bare pair in one page': bare,
  'Tincan in a browser': () => ours([]),
  'Tincan on a desktop': () => ours(desktopFlags()),
  ...(obstacle === null && { Mumble: mumble }),
}
const all = new Map<string, number[]>()
try {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      all.set(name, [...(all.get(name) ?? []), ...(await run())])
    }
  }
} finally {
  await lab.close()
  await server.dispose()
}
for (const [name, times] of all) printRow(`${name}: mouth to ear`, times)
const of = (name: string): number => median(all.get(name) ?? [])
const base = of('bare pair in one page')
printAim('on a desktop / bare pair', of('Tincan on a desktop') / base, 0.75, 'x')
printAim('in a browser / bare pair', of('Tincan in a browser') / base, 1.05, 'x')
if (obstacle === null) printAim('on a desktop / Mumble', of('Tincan on a desktop') / of('Mumble'), 1, 'x')
else console.log(`Mumble was not measured: ${obstacle}.`)
