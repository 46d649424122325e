import type { Host } from '../../shared/host.ts'
import { createLevelMeter } from '../media/levels.ts'
import { createMicrophone } from '../media/microphone.ts'
import { createOutput } from '../media/output.ts'
import { createPeer } from '../media/peer.ts'
import { createSounds } from '../media/sounds.ts'
import { createCallSession } from './call-session.ts'
import type { CallSession } from './session.ts'

/** The call session of a real window, with this browser's microphone, connections and sounds. */
export function startCallSession(host: Host): Promise<CallSession> {
  return createCallSession({
    host,
    clock: {
      now: () => Date.now(),
      setTimer(delayMs, callback) {
        const id = setTimeout(callback, delayMs)
        return () => clearTimeout(id)
      },
    },
    uuid: () => crypto.randomUUID(),
    microphone: createMicrophone(),
    createPeer,
    createOutput,
    createMeter: createLevelMeter,
    sounds: createSounds(),
  })
}
