import type { Call } from '../../shared/call/call.ts'
import { PLAIN_SOUND } from '../../shared/model/person-sound.ts'
import { NO_ECHO } from './echo-watch.ts'
import type { PeerView } from './peer-slots.ts'
import type { CallView } from './session.ts'

/** One call as a screen shows it: its state, and what its peer connection tells besides. */
export function callView(call: Call, peer: PeerView | null, meSpeaking: boolean): CallView {
  const isAudible = peer?.audible === true
  return {
    call,
    path: peer?.path ?? null,
    meSpeaking: isAudible && meSpeaking,
    peerSpeaking: isAudible && peer.speaking,
    samples: peer?.samples ?? [],
    details: peer?.details ?? null,
    quality: peer?.quality ?? null,
    // Without any media that is said instead.
    unheard: isAudible && call.phase === 'active' && call.link.kind === 'up' ? peer.unheard : null,
    sound: peer?.sound ?? PLAIN_SOUND,
    echo: isAudible ? peer.echo : NO_ECHO,
  }
}
