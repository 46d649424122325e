import type { CodecPlan } from '../../shared/codec/plan.ts'
import { readPacking, withPacking, withReception, type AskedPacking } from './sdp.ts'

/** What a connection does with the sound, as it says itself. */
export interface CodecTruth {
  /** How mine is packed; null before the first negotiation. */
  readonly packing: AskedPacking | null
  /** How long the other side's sound waits at least, in milliseconds; null is up to the browser. */
  readonly jitterTargetMs: number | null
}

/** Makes one peer connection follow a plan. */
export interface Codec {
  /** SDP on its way, see `NegotiationParts`. */
  readonly edit: { readonly local: (sdp: string) => string; readonly remote: (sdp: string) => string }
  /** What can be changed at once is; the rest is said in the next description. */
  follow(plan: CodecPlan): void
  /** A transceiver came: it is given what it needs before its first description. */
  attach(transceiver: RTCRtpTransceiver): void
  /** Descriptions were exchanged: what takes effect only then is set. */
  handleAgreed(): void
  /** Whether the plan is another one than the last description said. */
  isUnsaid(): boolean
  truth(): CodecTruth
}

export function createCodec(
  pc: Pick<RTCPeerConnection, 'currentRemoteDescription'>,
  first: CodecPlan,
): Codec {
  let plan = first
  let transceiver: RTCRtpTransceiver | null = null
  let said: string | null = null

  const prefer = (): void => transceiver?.setCodecPreferences?.(codecsFor(plan))

  const packing = (): AskedPacking | null => {
    const sdp = pc.currentRemoteDescription?.sdp
    return sdp === undefined ? null : readPacking(sdp)
  }

  const applyLive = (): void => {
    if (transceiver === null) return
    const { sender, receiver } = transceiver
    if (receiver.jitterBufferTarget !== plan.jitterTargetMs) receiver.jitterBufferTarget = plan.jitterTargetMs
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    // There is none before the first negotiation.
    if (encoding === undefined) return
    // Once something is set here, the encoder no longer looks at what the other side asks for.
    const bitrate = Math.min(plan.bitrate, packing()?.maxBitrate ?? Infinity)
    if (encoding.maxBitrate === bitrate) return
    encoding.maxBitrate = bitrate
    // It fails only where a newer one overtakes it.
    void sender.setParameters(parameters).catch(() => {})
  }

  return {
    edit: {
      local(sdp) {
        said = sayable(plan)
        return withReception(sdp, { ...plan, maxBitrate: plan.receiveBitrate })
      },
      remote: (sdp) => withPacking(sdp, { ...plan, redundant: plan.redundancy === 'on' }),
    },
    follow(next) {
      const isOtherOrder = next.redundancy !== plan.redundancy
      plan = next
      if (isOtherOrder) prefer()
      applyLive()
    },
    attach(next) {
      transceiver = next
      prefer()
      applyLive()
    },
    handleAgreed: applyLive,
    isUnsaid: () => said !== null && said !== sayable(plan),
    truth: () => ({
      packing: packing(),
      jitterTargetMs: transceiver?.receiver.jitterBufferTarget ?? null,
    }),
  }
}

/** The part of a plan that stands in descriptions. */
function sayable({ packetMs, redundancy, stereo, dtx, receiveBitrate }: CodecPlan): string {
  return JSON.stringify({ packetMs, redundancy, stereo, dtx, receiveBitrate })
}

/** What is spoken between two, most wanted first (W3C webrtc-pc, section 5.4): Opus, and RED around it. */
function codecsFor({ redundancy }: CodecPlan): RTCRtpCodec[] {
  const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []
  const of = (type: string): RTCRtpCodec[] => codecs.filter(({ mimeType }) => mimeType.toLowerCase() === type)
  const [opus, red] = [of('audio/opus'), of('audio/red')]
  if (redundancy === 'never') return opus
  return redundancy === 'on' ? [...red, ...opus] : [...opus, ...red]
}
