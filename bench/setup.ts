// How long until one hears the other: Tincan, pre-connected, against a bare peer connection and PeerJS, in one run.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { PeerServer } from 'peer'
import { buildHarness } from '../test/support/harness.ts'
import { startPerson } from '../test/support/person.ts'
import { startTestServer } from '../test/support/server.ts'
import { makeContacts, startCaller } from '../test/e2e/callers.ts'
import type { FirstSound } from './first-sound.ts'
import { median, percentile, printAim, printRow } from './statistics.ts'
import { online, ready, tincanCall, type TincanTimes } from './tincan-call.ts'

const ROUNDS = Number(process.argv[2] ?? 15)

declare const firstSound: FirstSound
declare const Peer: typeof import('peerjs').Peer

const peerJs = readFileSync(
  fileURLToPath(new URL('../node_modules/peerjs/dist/peerjs.min.js', import.meta.url)),
  'utf8',
)

/** Call to first sound of two connections that find each other inside of one page. */
function barePair(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const stream = await firstSound.stream
    const heard = firstSound.arm()
    const start = firstSound.now()
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
    a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate)
    b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate)
    for (const track of stream.getTracks()) a.addTrack(track, stream)
    await a.setLocalDescription()
    await b.setRemoteDescription(a.localDescription!)
    await b.setLocalDescription()
    await a.setRemoteDescription(b.localDescription!)
    const time = (await heard) - start
    a.close()
    b.close()
    for (const track of stream.getTracks()) track.stop()
    return time
  })
}

/** Call to first sound at the called side, which answers by itself. */
async function peerJsCall(caller: Page, callee: Page, port: number): Promise<number> {
  const id = `callee-${crypto.randomUUID()}`
  const options = { host: '127.0.0.1', port, path: '/', debug: 0, config: { iceServers: [] } }
  const heard = callee.evaluate(
    async ({ id, options }) => {
      const stream = await firstSound.stream
      const peer = new Peer(id, options)
      peer.on('call', (call) => call.answer(stream))
      await new Promise<void>((resolve) => peer.on('open', () => resolve()))
      const at = await firstSound.arm()
      peer.destroy()
      for (const track of stream.getTracks()) track.stop()
      return at
    },
    { id, options },
  )
  await callee.waitForFunction(() => true)
  const start = await caller.evaluate(
    async ({ id, options }) => {
      const stream = await firstSound.stream
      const peer = new Peer(options)
      await new Promise<void>((resolve) => peer.on('open', () => resolve()))
      // The callee has to be known at the server; asking does not count.
      for (;;) {
        const known = await fetch(`http://127.0.0.1:${options.port}/peerjs/peers`).then(
          (r) => r.json() as Promise<string[]>,
        )
        if (known.includes(id)) break
      }
      const at = firstSound.now()
      peer.call(id, stream)
      Object.assign(globalThis, {
        hangUp: () => (peer.destroy(), stream.getTracks().forEach((track) => track.stop())),
      })
      return at
    },
    { id, options },
  )
  const time = (await heard) - start
  await caller.evaluate(() => (globalThis as unknown as { hangUp: () => void }).hangUp())
  return time
}

const server = await startTestServer({ webDir: await buildHarness() })
const peerPort = await new Promise<number>((resolve) => {
  PeerServer({ port: 0, host: '127.0.0.1', path: '/', allow_discovery: true }, (listening) => {
    const address = listening.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
})

const options = { bypassCSP: true }
const alice = await startCaller(server.origin, 'alice', { frequency: 440, ...options })
const bob = await startCaller(server.origin, 'bob', { frequency: 1000, ...options })
await makeContacts(alice, 'alice', bob, 'bob')
const bystanders = [
  await startPerson(`http://127.0.0.1:${peerPort}/`, { frequency: 440, ...options }),
  await startPerson(`http://127.0.0.1:${peerPort}/`, { frequency: 1000, ...options }),
] as const
const everybody = [alice, bob, ...bystanders]
try {
  const pages = await Promise.all(everybody.map(ready))
  const [caller, callee, left, right] = pages as [Page, Page, Page, Page]
  await Promise.all([left, right].map((page) => page.addScriptTag({ content: peerJs })))
  for (const page of [caller, callee]) await online(page)

  const bare: number[] = []
  const peer: number[] = []
  const ours: TincanTimes[] = []
  for (let round = -2; round < ROUNDS; round++) {
    const times = [
      await barePair(left),
      await peerJsCall(left, right, peerPort),
      await tincanCall(caller, callee, 'bob'),
    ] as const
    // The first rounds only warm up.
    if (round < 0) continue
    bare.push(times[0])
    peer.push(times[1])
    ours.push(times[2])
  }

  const rings = ours.map((times) => times.ring)
  const atCallee = ours.map((times) => times.atCallee)
  const atCaller = ours.map((times) => times.atCaller)
  printRow('bare pair in one page: call to first sound', bare)
  printRow('PeerJS, own server, automatic answer: call to first sound', peer)
  printRow('Tincan: invite to ring', rings)
  printRow(
    'Tincan: accept to accepted at the caller',
    ours.map((times) => times.learned),
  )
  printRow('Tincan, pre-connected: accept to first sound at the callee', atCallee)
  printRow('Tincan, pre-connected: accept to first sound at the caller', atCaller)
  console.log()
  printAim('invite to ring, p50', median(rings), 25, 'ms')
  printAim('invite to ring, p99', percentile(rings, 0.99), 100, 'ms')
  for (const [where, values] of [
    ['callee', atCallee],
    ['caller', atCaller],
  ] as const) {
    printAim(`accept to first sound at the ${where} / bare pair`, median(values) / median(bare), 0.75, 'x')
    printAim(`accept to first sound at the ${where} / PeerJS`, median(values) / median(peer), 0.6, 'x')
  }
} finally {
  await Promise.all(everybody.map((person) => person.close()))
  await server.dispose()
  process.exit()
}
