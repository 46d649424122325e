import { startCallSession } from '../../../src/renderer/call/start-call-session.ts'
import { pageClock } from '../../../src/renderer/clock.ts'
import { createDoctor } from '../../../src/renderer/media/doctor/create-doctor.ts'
import { createCommandDesk } from '../../../src/renderer/host/command-desk.ts'
import { playComparison, recordComparison } from '../../../src/renderer/media/comparison.ts'
import { createVoiceChain, type ChainWish } from '../../../src/renderer/media/voice-chain/voice-chain.ts'
import { createBrowserHost } from '../../../src/renderer/host/browser-host.ts'

// The browser host and the call session without a screen, for specs about calls. What they do is what the app does.
const host = await createBrowserHost()
const session = await startCallSession(host, createCommandDesk(host.shell).onCallCommand)
const doctor = createDoctor({ host, clock: pageClock })
Object.assign(globalThis, {
  tincan: { host, session, doctor },
  renderThroughChain,
  recordComparison,
  playComparison,
})

/** What the chain makes of sound, sample by sample and faster than it sounds. Samples are 32-bit floats in base64. */
async function renderThroughChain(
  { sampleRate, channels }: { readonly sampleRate: number; readonly channels: readonly string[] },
  wish: ChainWish,
): Promise<string[]> {
  const decoded = channels.map((text) => new Float32Array(Uint8Array.from(atob(text), codeOf).buffer))
  const numberOfChannels = decoded.length
  const buffer = new AudioBuffer({ numberOfChannels, length: decoded[0]!.length, sampleRate })
  decoded.forEach((samples, i) => buffer.copyToChannel(samples, i))
  const length = Math.floor(buffer.duration * 48_000)
  const context = new OfflineAudioContext({ numberOfChannels, length, sampleRate: 48_000 })
  const source = new AudioBufferSourceNode(context, { buffer })
  await createVoiceChain(context, source, context.destination).set(wish)
  source.start()
  const output = await context.startRendering()
  return decoded.map((_, i) => btoa(textOf(new Uint8Array(output.getChannelData(i).buffer))))
}

const codeOf = (sign: string): number => sign.charCodeAt(0)
const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
