import type { Host } from '../../shared/host.ts'
import { pageClock } from '../clock.ts'
import { playCue } from '../media/cues.ts'
import { createDeviceWatch } from '../media/devices.ts'
import { createLevelMeter } from '../media/levels.ts'
import { createMicrophone } from '../media/microphone.ts'
import { watchNetwork } from '../media/network.ts'
import { createOutput } from '../media/output.ts'
import { createParrot, fetchParrot } from '../media/parrot.ts'
import { createPeer } from '../media/peer.ts'
import { createRawMeter } from '../media/raw-meter.ts'
import { createSoundTap } from '../media/sound-tap.ts'
import { createSounds } from '../media/sounds.ts'
import { createSendChain } from '../media/voice-chain/send-chain.ts'
import { createCallSession, type CallSessionParts } from './call-session.ts'
import { startEchoSession } from './echo/echo-session.ts'
import { createEchoExchange } from './echo/exchange.ts'
import type { CallSession } from './session.ts'

const uuid = (): string => crypto.randomUUID()

/** The call session of a real window, with this browser's microphone, connections and sounds, and the test contact in it. */
export async function startCallSession(
  host: Host,
  onCommand: CallSessionParts['onCommand'],
): Promise<CallSession> {
  fetchParrot()
  const { mine, echo } = createEchoExchange(host.calls)
  await startEchoSession({ calls: echo, clock: pageClock, uuid, createPeer, createParrot })
  return createCallSession({
    host: { ...host, calls: mine },
    onCommand,
    clock: pageClock,
    uuid,
    microphone: createMicrophone(),
    devices: createDeviceWatch(),
    createPeer,
    createOutput: (stream) => createOutput(stream, pageClock),
    createTap: createSoundTap,
    createMeter: createLevelMeter,
    createRawMeter,
    createChain: createSendChain,
    sounds: createSounds(),
    playCue,
    watchNetwork: (listener) => watchNetwork(pageClock, listener),
  })
}
