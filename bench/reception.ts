import type { Page } from '@playwright/test'
import { observed } from '../test/support/person.ts'

/** What became of the sound on its way, over all pages that were asked. */
export interface Reception {
  /** Share of the samples that the decoder made up, because the packet had not come (W3C webrtc-stats). */
  readonly concealed: number
  /** Times a second that it had to begin to. */
  readonly events: number
  /** Share of packets. */
  readonly lost: number
  /** With RTP headers left out. */
  readonly kbps: number
}

interface Counters {
  readonly concealedSamples: number
  readonly totalSamplesReceived: number
  readonly concealmentEvents: number
  readonly packetsLost: number
  readonly packetsReceived: number
  readonly bytesReceived: number
}

function read(page: Page): Promise<Counters> {
  return observed(page, async (seen) => {
    const pc = seen.connections.findLast((one) => one.connectionState === 'connected')!
    const all = [...(await pc.getStats()).values()] as (Counters & { readonly type: string })[]
    return all.find(({ type }) => type === 'inbound-rtp')!
  })
}

export async function readReception(pages: readonly Page[], ms: number): Promise<Reception> {
  const before = await Promise.all(pages.map(read))
  await new Promise((resolve) => setTimeout(resolve, ms))
  const after = await Promise.all(pages.map(read))
  const grown = (name: keyof Counters): number =>
    after.reduce((sum, counters, i) => sum + counters[name] - before[i]![name], 0)
  const received = grown('packetsReceived')
  const seconds = (ms / 1_000) * pages.length
  return {
    concealed: grown('concealedSamples') / grown('totalSamplesReceived'),
    events: grown('concealmentEvents') / seconds,
    lost: grown('packetsLost') / (grown('packetsLost') + received),
    kbps: (grown('bytesReceived') * 8) / seconds / 1_000,
  }
}
