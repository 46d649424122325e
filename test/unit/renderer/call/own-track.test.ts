import { beforeEach, expect, test } from 'vitest'
import { createOwnTrack, type OwnTrack } from '../../../../src/renderer/call/own-track.ts'
import type { ChainWish } from '../../../../src/renderer/media/voice-chain/voice-chain.ts'
import { DEFAULT_SETTINGS } from '../../../../src/shared/model/settings.ts'
import type { GateState } from '../../../../src/shared/sound/gate-decision.ts'
import { createStore } from '../../../../src/shared/store.ts'
import { settle } from '../../../fakes/virtual-clock.ts'

const PLAIN: ChainWish = { gate: null, denoise: false, stereo: false }
const GATED: ChainWish = { gate: DEFAULT_SETTINGS.gate, denoise: false, stereo: false }
const DENOISED: ChainWish = { gate: null, denoise: true, stereo: false }
const named = (label: string): MediaStreamTrack => ({ label }) as MediaStreamTrack
const MICROPHONE = named('microphone')

interface FakeChain {
  readonly wishes: ChainWish[]
  isClosed: boolean
  readonly gate: ReturnType<typeof createStore<GateState | null>>
}
let chains: FakeChain[]
/** Held back until `go` is called. */
let isHeld: boolean
let go: () => void
let failure: Error | null
let sent: (string | null)[]
let own: OwnTrack

beforeEach(() => {
  chains = []
  isHeld = false
  failure = null
  sent = []
  own = createOwnTrack({
    async createChain(source, wish) {
      if (isHeld) await new Promise<void>((resolve) => (go = resolve))
      if (failure !== null) throw failure
      const chain: FakeChain = { wishes: [wish], isClosed: false, gate: createStore<GateState | null>(null) }
      chains.push(chain)
      return {
        track: named(`chain of ${source.label}`),
        gate: chain.gate,
        async set(next) {
          if (failure !== null) throw failure
          chain.wishes.push(next)
        },
        pause: async () => {},
        close: () => void (chain.isClosed = true),
      }
    },
    onTrack: (track) => sent.push(track?.label ?? null),
    onChange: () => {},
  })
})

test('without a wish the microphone itself is sent, and no chain exists', async () => {
  own.fit(MICROPHONE, PLAIN)
  await settle()
  expect(sent).toEqual(['microphone'])
  expect(chains).toEqual([])
  expect(own.gate()).toBe('off')
})

test('RNNoise takes over when it is ready; until then the microphone is heard as it is', async () => {
  isHeld = true
  own.fit(MICROPHONE, DENOISED)
  expect(sent).toEqual(['microphone'])
  expect(own.isDenoised()).toBe(false)
  go()
  await settle()
  expect(sent).toEqual(['microphone', 'chain of microphone'])
  expect(own.isDenoised()).toBe(true)
})

test('with a gate from the start nothing passes it by', async () => {
  isHeld = true
  own.fit(MICROPHONE, GATED)
  expect(sent).toEqual([])
  expect(own.gate()).toBe('shut')
  go()
  await settle()
  expect(sent).toEqual(['chain of microphone'])
  chains[0]!.gate.set({ levelDb: -20, thresholdDb: -40, isOpen: true })
  expect(own.gate()).toBe('open')
})

test('in a call it is switched on, changed and switched off, over one chain', async () => {
  own.fit(MICROPHONE, PLAIN)
  own.fit(MICROPHONE, GATED)
  await settle()
  own.fit(MICROPHONE, { ...GATED, denoise: true, stereo: false })
  await settle()
  expect(own.isDenoised()).toBe(true)
  own.fit(MICROPHONE, PLAIN)
  await settle()
  expect(sent).toEqual(['microphone', 'chain of microphone', 'microphone'])
  expect(chains).toMatchObject([
    { wishes: [GATED, { ...GATED, denoise: true, stereo: false }, PLAIN], isClosed: true },
  ])
  expect([own.gate(), own.isDenoised()]).toEqual(['off', false])
})

test('another microphone gets another chain, and the old one is closed', async () => {
  own.fit(MICROPHONE, GATED)
  await settle()
  own.fit(named('headset'), GATED)
  await settle()
  expect(sent).toEqual(['chain of microphone', null, 'chain of headset'])
  expect(chains.map(({ isClosed }) => isClosed)).toEqual([true, false])
  own.fit(null, GATED)
  expect(sent.at(-1)).toBe(null)
  expect(chains[1]!.isClosed).toBe(true)
})

test('a chain that comes when nobody wants it any more is closed', async () => {
  isHeld = true
  own.fit(MICROPHONE, DENOISED)
  own.fit(MICROPHONE, PLAIN)
  go()
  await settle()
  expect(sent).toEqual(['microphone'])
  expect(chains).toMatchObject([{ isClosed: true }])
})

test('where there can be no chain the microphone is sent, and it is said', async () => {
  failure = new Error('no worklets')
  own.fit(MICROPHONE, { ...GATED, denoise: true, stereo: false })
  await settle()
  expect(sent).toEqual(['microphone'])
  expect([own.gate(), own.isDenoised()]).toEqual(['failed', false])
})

test('where only RNNoise cannot be had the gate stays', async () => {
  own.fit(MICROPHONE, GATED)
  await settle()
  failure = new Error('no program')
  own.fit(MICROPHONE, { ...GATED, denoise: true, stereo: false })
  await settle()
  expect([own.gate(), own.isDenoised()]).toEqual(['shut', false])
})
