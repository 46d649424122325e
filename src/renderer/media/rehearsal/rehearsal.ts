import type { Clock } from '../../../shared/clock.ts'
import { createCodecPolicy } from '../../../shared/codec/codec-policy.ts'
import type { CodecPlan, CodecWishes } from '../../../shared/codec/plan.ts'
import type { RoughPath } from '../../../shared/network/rough-path.ts'
import { createCodec } from '../codec.ts'
import { createOutput } from '../output.ts'
import RoughPathWorker from './rough-path.worker.ts?worker'

/** How a rehearsal goes over its path. */
export interface RehearsalWish {
  readonly path: RoughPath
  /** What a call would be packed by. */
  readonly wishes: CodecWishes
}

/** I hear myself, as over a call with another one. */
export interface Rehearsal {
  set(wish: RehearsalWish): Promise<void>
  /** Share of the sound since the last question that the decoder had to make up; null when none came. */
  concealed(): Promise<number | null>
  close(): void
}

interface RehearsalParts {
  readonly track: MediaStreamTrack
  /** Id of a speaker; empty is the system's. */
  readonly speaker: string
  readonly clock: Clock
}

/** A page can stand between the network and the decoder. */
export const canBeRough = (): boolean => 'RTCRtpScriptTransform' in globalThis

/** Two connections within this page: the sound goes through the same encoder, packing and jitter buffer as in a call. */
export async function startRehearsal(parts: RehearsalParts, first: RehearsalWish): Promise<Rehearsal> {
  const [mouth, ear] = [new RTCPeerConnection(), new RTCPeerConnection()]
  mouth.onicecandidate = ({ candidate }) => void ear.addIceCandidate(candidate ?? undefined)
  ear.onicecandidate = ({ candidate }) => void mouth.addIceCandidate(candidate ?? undefined)

  const worker = canBeRough() ? new RoughPathWorker() : null
  let output: ReturnType<typeof createOutput> | null = null
  ear.ontrack = ({ receiver, track }) => {
    if (worker !== null) receiver.transform = new RTCRtpScriptTransform(worker)
    output = createOutput(new MediaStream([track]), parts.clock)
    output.setDevice(parts.speaker)
    output.setAudible(true)
  }

  const plan = planFor(first, parts.clock.now())
  const [speaking, hearing] = [createCodec(mouth, plan), createCodec(ear, plan)]
  speaking.attach(mouth.addTransceiver(parts.track, { direction: 'sendonly' }))
  const agree = async (): Promise<void> => {
    const offer = await mouth.createOffer()
    offer.sdp = speaking.edit.local(offer.sdp ?? '')
    await mouth.setLocalDescription(offer)
    await ear.setRemoteDescription(offer)
    const [received] = ear.getTransceivers()
    if (received !== undefined) hearing.attach(received)
    const answer = await ear.createAnswer()
    await ear.setLocalDescription(answer)
    await mouth.setRemoteDescription({ type: 'answer', sdp: speaking.edit.remote(answer.sdp ?? '') })
    speaking.handleAgreed()
  }
  const follow = async (wanted: CodecPlan): Promise<void> => {
    for (const codec of [speaking, hearing]) codec.follow(wanted)
    if (speaking.isUnsaid()) await agree()
  }

  const close = (): void => {
    mouth.close()
    ear.close()
    output?.close()
    worker?.terminate()
  }
  /** One after the other: each change may need a negotiation of its own. */
  let changes = Promise.resolve()
  let last = { made: 0, all: 0 }
  try {
    worker?.postMessage(first.path)
    await agree()
  } catch (error) {
    close()
    throw error
  }
  return {
    set(wish) {
      worker?.postMessage(wish.path)
      const planned = planFor(wish, parts.clock.now())
      changes = changes.then(() => follow(planned))
      return changes
    },
    async concealed() {
      const now = await readSamples(ear)
      const [made, all] = [now.made - last.made, now.all - last.all]
      last = now
      return all > 0 ? made / all : null
    },
    close,
  }
}

/** As a call would be packed in which this path was measured. */
function planFor({ path, wishes }: RehearsalWish, now: number): CodecPlan {
  const { loss, delayMs, jitterMs } = path
  return createCodecPolicy().plan(wishes, {
    now,
    loss,
    // The mean deviation of what is spread evenly (RFC 3550, appendix A.8, between two packets).
    jitterMs: jitterMs / 3,
    rttMs: delayMs,
    availableBitrate: null,
  })
}

async function readSamples(pc: RTCPeerConnection): Promise<{ readonly made: number; readonly all: number }> {
  const entries: RTCInboundRtpStreamStats[] = [...(await pc.getStats()).values()]
  const received = entries.find(({ type }) => type === 'inbound-rtp')
  return { made: received?.concealedSamples ?? 0, all: received?.totalSamplesReceived ?? 0 }
}
