import type { Clock } from '../../../shared/clock.ts'
import { DeviceId, PublicKey } from '../../../shared/ids.ts'
import { ECHO_NAME } from '../../../shared/model/echo-contact.ts'
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts'
import { ok } from '../../../shared/result.ts'
import { createStore } from '../../../shared/store.ts'
import { NO_DEVICES } from '../../media/devices.ts'
import type { VoiceMeter } from '../../media/levels.ts'
import type { Microphone, MicrophoneState } from '../../media/microphone.ts'
import type { Output } from '../../media/output.ts'
import type { Parrot } from '../../media/parrot.ts'
import type { CreatePeer } from '../../media/peer.ts'
import { createCallSession } from '../call-session.ts'
import type { CallSession } from '../session.ts'
import type { SessionHost } from '../session-host.ts'

/** It rings so long, in milliseconds: short, and yet a call that one sees begin. */
const RINGS_MS = 800

export interface EchoSessionParts {
  readonly calls: SessionHost['calls']
  readonly clock: Clock
  readonly uuid: () => string
  readonly createPeer: CreatePeer
  readonly createParrot: () => Parrot
}

const SILENT_METER: VoiceMeter = {
  read: () => 0,
  isRunning: () => true,
  bandwidth: () => 'unknown',
  close() {},
}

/** The test contact: a call session like any other, with a parrot where a person has ears and a mouth. */
export async function startEchoSession(parts: EchoSessionParts): Promise<CallSession> {
  const { clock, createPeer } = parts
  const body = createBody(parts.createParrot)
  const session = await createCallSession({
    host: hostOf(parts),
    clock,
    uuid: parts.uuid,
    createPeer,
    microphone: body.mouth,
    createOutput: body.createEar,
    devices: { state: createStore(NO_DEVICES), refresh() {}, close() {} },
    createTap: () => ({ close() {} }),
    createMeter: () => SILENT_METER,
    createRawMeter: () => SILENT_METER,
    // What it says is sent as it is.
    createChain: () => Promise.reject(new Error('The test contact has no microphone.')),
    sounds: { play() {} },
    playCue() {},
    onCommand: () => () => {},
    watchNetwork: () => () => {},
  })
  session.state.subscribe(() => {
    for (const { call } of session.state.get().calls) {
      if (call.phase === 'ringing-in') clock.setTimer(RINGS_MS, () => session.accept(call.callId))
      if (call.phase === 'ended') clock.setTimer(0, () => session.dismiss(call.callId))
    }
  })
  return session
}

/** Mouth and ears, as a session knows them: a parrot that is there while its microphone is open. */
function createBody(createParrot: () => Parrot): {
  readonly mouth: Microphone
  readonly createEar: (stream: MediaStream) => Output
} {
  const state = createStore<MicrophoneState>({ status: 'closed' })
  let parrot: Parrot | null = null
  return {
    mouth: {
      state,
      open() {
        parrot ??= createParrot()
        state.set({ status: 'open', track: parrot.track, label: ECHO_NAME })
      },
      close() {
        parrot?.close()
        parrot = null
        state.set({ status: 'closed' })
      },
      process() {},
      onRefused() {},
    },
    createEar(stream) {
      // Chromium gives Web Audio no sample of a stream that nothing plays.
      const element = new Audio()
      element.muted = true
      element.srcObject = stream
      let isAudible = false
      return {
        setAudible(audible) {
          if (audible === isAudible) return
          isAudible = audible
          parrot?.listen(audible ? stream : null)
          if (audible) void element.play().catch(() => {})
        },
        setMix() {},
        setDevice() {},
        close() {
          parrot?.listen(null)
          element.srcObject = null
        },
      }
    },
  }
}

function hostOf({ calls, uuid }: EchoSessionParts): SessionHost {
  const done = async () => ok(null)
  const account = {
    name: ECHO_NAME,
    device: DeviceId.parse(uuid()),
    publicKey: PublicKey.parse('A'.repeat(43)),
    server: '',
    protection: 'none',
  } as const
  return {
    state: async () => ({
      account,
      connection: { status: 'online' },
      contacts: [],
      history: [],
      settings: DEFAULT_SETTINGS,
      iceServers: [],
      warnings: [],
    }),
    onState: () => () => {},
    account: { reconnect: done },
    history: { record: done, saveLog: done },
    settings: { update: done },
    network: { onChanged: () => () => {}, onServers: () => () => {} },
    calls,
    shell: null,
    computer: null,
  }
}
