import type { IceConfiguration } from '../../../shared/host.ts'

/** Who has not answered by then is silent, and no help for a call; Chromium asks for twice as long, in milliseconds. */
export const SILENCE_MS = 4_500

/** No STUN answer at all (W3C webrtc-pc, section 4.8.2.1): the browser could not reach the server. */
export const UNREACHABLE = 701

export interface StunAnswer {
  readonly code: number
  readonly text: string
  readonly url: string
  /** From where it was asked; null where the browser hides that. */
  readonly address: string | null
}

/** The candidates of one peer connection as they come, and what the servers answered. */
export interface Gathering {
  readonly pc: RTCPeerConnection
  readonly candidates: readonly RTCIceCandidate[]
  readonly errors: readonly StunAnswer[]
  /** Resolves when `isEnough` says so, when there is no more to come, or when the signal aborts. */
  until(isEnough: (candidates: readonly RTCIceCandidate[]) => boolean): Promise<void>
  onCandidate(listener: (candidate: RTCIceCandidate) => void): void
}

/** Gathers with a connection that is for nothing else, until it has enough or there is no more to come. */
export async function gather(
  configuration: IceConfiguration,
  signal: AbortSignal,
  isEnough: (candidates: readonly RTCIceCandidate[]) => boolean = () => false,
): Promise<Gathering> {
  const gathering = startGathering(configuration, signal)
  // A connection that is closed already would throw.
  if (!signal.aborted) {
    gathering.pc.createDataChannel('candidates')
    await gathering.pc.setLocalDescription().catch(() => {})
  }
  await gathering.until(isEnough)
  return gathering
}

/** A connection that gathers as soon as its first description is set. It is closed by the signal. */
export function startGathering(configuration: IceConfiguration, signal: AbortSignal): Gathering {
  const { iceServers, iceTransportPolicy } = configuration
  const pc = new RTCPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    iceTransportPolicy,
  })
  const candidates: RTCIceCandidate[] = []
  const errors: StunAnswer[] = []
  const listeners = new Set<() => void>()
  const forward = new Set<(candidate: RTCIceCandidate) => void>()
  const tell = (): void => listeners.forEach((listener) => listener())

  pc.onicecandidate = ({ candidate }) => {
    if (candidate !== null && candidate.candidate !== '') {
      candidates.push(candidate)
      forward.forEach((listener) => listener(candidate))
    }
    tell()
  }
  pc.onicecandidateerror = ({ errorCode, errorText, url, address }) => {
    errors.push({ code: errorCode, text: errorText, url, address })
    tell()
  }
  pc.onicegatheringstatechange = tell
  const close = (): void => {
    pc.onicecandidate = pc.onicecandidateerror = pc.onicegatheringstatechange = null
    pc.close()
    tell()
  }
  if (signal.aborted) close()
  else signal.addEventListener('abort', close, { once: true })

  return {
    pc,
    candidates,
    errors,
    until: (isEnough) =>
      new Promise((resolve) => {
        const look = (): void => {
          const isOver = pc.iceGatheringState === 'complete' || signal.aborted
          if (!isOver && !isEnough(candidates)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
    onCandidate(listener) {
      forward.add(listener)
      for (const candidate of candidates) listener(candidate)
    },
  }
}
