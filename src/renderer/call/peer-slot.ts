import type { ConnectFailure } from '../../shared/call/failure.ts'
import type { PeerKey, PeerResource } from '../../shared/call/phone.ts'
import type { Clock } from '../../shared/clock.ts'
import type { CodecWishes } from '../../shared/codec/plan.ts'
import type { IceConfiguration } from '../../shared/host.ts'
import { parseJson } from '../../shared/json.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import { PeerReport } from '../../shared/quality/peer-report.ts'
import type { QualitySample } from '../../shared/quality/sample.ts'
import type { Output } from '../media/output.ts'
import type { CreatePeer, Peer, PeerMessage } from '../media/peer.ts'
import type { CreateSoundTap } from '../media/sound-tap.ts'
import { createEchoWatch, type EchoWatch } from './echo-watch.ts'
import { createPeerSound, type PeerSound } from './peer-sound.ts'
import { createPeerTuner, type PeerTuner } from './peer-tuner.ts'
import { createPeerWatch, type PeerWatch } from './peer-watch.ts'

/** What belongs to one peer connection while it exists. */
export interface PeerSlot {
  readonly peer: Peer
  readonly watch: PeerWatch
  readonly tuner: PeerTuner
  readonly sound: PeerSound
  readonly echo: EchoWatch
  key: PeerResource
  /** Its accept came over the control channel, ahead of the server's word. */
  isAcceptedEarly: boolean
}

export type PeerChange =
  | { readonly kind: 'connected' | 'lost' }
  | { readonly kind: 'stranded'; readonly cause: ConnectFailure }

export interface PeerSlotParts {
  readonly clock: Clock
  /** How the person wants sound to be packed. */
  readonly wishes: CodecWishes
  readonly createPeer: CreatePeer
  readonly createOutput: (stream: MediaStream) => Output
  readonly createTap: CreateSoundTap
  readonly configuration: (peer: PeerResource) => IceConfiguration
  /** The same with fresh credentials, for an ICE restart. */
  readonly renew: (peer: PeerResource) => Promise<IceConfiguration>
  readonly send: (peer: PeerKey, body: PeerMessage) => void
  readonly onState: (peer: PeerKey, change: PeerChange) => void
  /** No sound comes over a way that still counts as open. */
  readonly onStall: () => void
  readonly onEvent: (peer: PeerKey, event: LogEvent) => void
  readonly onControl: (text: string) => void
  /** A second of a call was measured. */
  readonly onSample: (sample: QualitySample) => void
  /** A path, a quality or somebody's speaking changed. */
  readonly onChange: () => void
}

export function createPeerSlot(key: PeerResource, parts: PeerSlotParts): PeerSlot {
  const { clock, createOutput, createTap, onChange } = parts
  const peerKey: PeerKey = { callId: key.callId, device: key.device }
  const onEvent = (event: LogEvent): void => parts.onEvent(peerKey, event)
  const tuner = createPeerTuner(parts.wishes, (plan) => peer.follow(plan))
  const peer = parts.createPeer({
    plan: tuner.plan(),
    configuration: () => parts.configuration(key),
    renew: () => parts.renew(key),
    role: key.role,
    clock,
    send: (body) => parts.send(peerKey, body),
    onState(state) {
      watch.setConnected(state === 'connected')
      if (state === 'stranded') {
        parts.onState(peerKey, { kind: state, cause: peer.diagnose() })
      }
    },
    onSound: (stream) => sound.attach(stream),
    onControl: parts.onControl,
    onReport(text) {
      const report = PeerReport.safeParse(parseJson(text))
      if (!report.success) return
      if (report.data.kind === 'echo-report') echo.hear()
      else watch.hear(report.data)
    },
    onEvent,
  })
  const watch = createPeerWatch({
    peer,
    role: key.role,
    clock,
    onStall: parts.onStall,
    onFlow: (flows) => parts.onState(peerKey, { kind: flows ? 'connected' : 'lost' }),
    onEvent,
    onSample(sample) {
      tuner.hear(sample)
      parts.onSample(sample)
    },
    onChange,
  })
  const echo = createEchoWatch({
    clock,
    tell: (report) => peer.sendReport(JSON.stringify(report)),
    onEvent,
    onChange,
  })
  const sound = createPeerSound({ clock, createOutput, createTap, onSlice: echo.hearTheirs })
  return { key, peer, watch, tuner, sound, echo, isAcceptedEarly: false }
}
