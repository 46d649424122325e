import { appError, type AppError } from '../../shared/errors.ts'
import { createStore, type ReadableStore } from '../../shared/store.ts'

export type MicrophoneState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly track: MediaStreamTrack; readonly label: string }
  | { readonly status: 'failed'; readonly error: AppError }

/** The microphone of this window: one device, open exactly while it is wanted. */
export interface Microphone {
  readonly state: ReadableStore<MicrophoneState>
  /** @param deviceId as `enumerateDevices()` gives it; empty follows the system */
  open(deviceId: string): void
  close(): void
}

const PROCESSING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const

export function createMicrophone(devices: MediaDevices = navigator.mediaDevices): Microphone {
  const state = createStore<MicrophoneState>({ status: 'closed' })
  /** Counts openings, so that an answer to an old one is thrown away. */
  let opening = 0

  const stop = (): void => {
    const current = state.get()
    if (current.status === 'open') current.track.stop()
  }

  const tryOpen = async (deviceId: string, attempt: number): Promise<void> => {
    try {
      const stream = await devices.getUserMedia({
        audio: { ...PROCESSING, ...(deviceId !== '' && { deviceId: { exact: deviceId } }) },
      })
      const track = stream.getAudioTracks()[0]!
      if (attempt !== opening) return track.stop()
      track.addEventListener('ended', () => handleUnplugged(attempt))
      state.set({ status: 'open', track, label: track.label })
    } catch (error) {
      if (attempt !== opening) return
      // The chosen device is gone: the system's own is better than none.
      if (deviceId !== '' && error instanceof DOMException && isMissing(error)) return tryOpen('', attempt)
      state.set({ status: 'failed', error: toMicrophoneError(error) })
    }
  }

  const handleUnplugged = (attempt: number): void => {
    if (attempt !== opening || state.get().status !== 'open') return
    state.set({ status: 'failed', error: appError('microphone-unplugged') })
    opening += 1
    void tryOpen('', opening)
  }

  devices.addEventListener('devicechange', () => {
    const current = state.get()
    if (current.status !== 'failed' || current.error.code === 'microphone-refused') return
    opening += 1
    void tryOpen('', opening)
  })

  return {
    state,
    open(deviceId) {
      stop()
      opening += 1
      state.set({ status: 'opening' })
      void tryOpen(deviceId, opening)
    },
    close() {
      opening += 1
      stop()
      state.set({ status: 'closed' })
    },
  }
}

const isMissing = (error: DOMException): boolean =>
  error.name === 'NotFoundError' || error.name === 'OverconstrainedError'

/** Names what getUserMedia rejects with (W3C mediacapture-streams, section 10.2.1). */
export function toMicrophoneError(error: unknown): AppError {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return appError('microphone-refused')
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return appError('microphone-absent')
  return appError('microphone-in-use', error instanceof Error ? error.message : undefined)
}
