/** Of full scale: less than a step of 16 bits, as a filter that fades out leaves it. Any microphone has more noise. */
const NOTHING = 0.000001
/** How long a microphone that is to be heard may give nothing at all, in milliseconds. */
const SILENT_MS = 2_000
/** A mute of the system may be a blink, e.g. while a headset changes its profile. */
const BLOCKED_MS = 1_000

/** `silent`: nothing comes from it, not even noise. `blocked`: the system says that it keeps it. */
export type MicrophoneFault = 'silent' | 'blocked'

export interface MicrophoneLook {
  /** Loudest sample since the last look, 0 to 1. */
  readonly peak: number
  /** MediaStreamTrack.muted (W3C mediacapture-streams, section 4.3.1.1): its source is kept from giving data. */
  readonly isBlocked: boolean
  /** Milliseconds; it only ever grows. */
  readonly now: number
}

/** Finds out that nothing comes from a microphone. Made anew for each one. */
export function createSilenceFinder(): (look: MicrophoneLook) => MicrophoneFault | null {
  let silentSince: number | null = null
  let blockedSince: number | null = null
  return ({ peak, isBlocked, now }) => {
    blockedSince = isBlocked ? (blockedSince ?? now) : null
    silentSince = peak < NOTHING ? (silentSince ?? now) : null
    if (blockedSince !== null && now - blockedSince >= BLOCKED_MS) return 'blocked'
    return silentSince !== null && now - silentSince >= SILENT_MS ? 'silent' : null
  }
}
