import type { Clock } from '../../shared/clock.ts'
import type { Host } from '../../shared/host.ts'
import { createLevelMeter } from '../media/levels.ts'
import { createMicrophone } from '../media/microphone.ts'
import { watchNetwork } from '../media/network.ts'
import { createOutput } from '../media/output.ts'
import { createPeer } from '../media/peer.ts'
import { createSounds } from '../media/sounds.ts'
import { createCallSession } from './call-session.ts'
import type { CallSession } from './session.ts'

const clock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    const id = setTimeout(callback, delayMs)
    return () => clearTimeout(id)
  },
}

/** The call session of a real window, with this browser's microphone, connections and sounds. */
export function startCallSession(host: Host): Promise<CallSession> {
  return createCallSession({
    host,
    clock,
    uuid: () => crypto.randomUUID(),
    microphone: createMicrophone(),
    createPeer,
    createOutput,
    createMeter: createLevelMeter,
    sounds: createSounds(),
    watchNetwork: (listener) => watchNetwork(clock, listener),
  })
}
