import { appError, type AppError } from '../../shared/errors.ts'
import { PRESETS, type Processing } from '../../shared/model/sound.ts'
import { createStore, type ReadableStore } from '../../shared/store.ts'
import { openTrack, type MicrophoneWish } from './open-track.ts'
import { isProcessedAs, readProcessing, toConstraints } from './processing.ts'

export type MicrophoneState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly track: MediaStreamTrack; readonly label: string }
  | { readonly status: 'failed'; readonly error: AppError }

/** The microphone of this window: one device, open exactly while it is wanted. */
export interface Microphone {
  readonly state: ReadableStore<MicrophoneState>
  /** Opens a device; one that is open stays so until the new one gives sound, or for good if that does not open. */
  open(wish: MicrophoneWish): void
  /** Processes the sound in another way, with another track if need be. */
  process(processing: Processing): void
  close(): void
  /** Calls the listener with the id of a device that did not open while another one was. */
  onRefused(listener: (deviceId: string) => void): void
}

export function createMicrophone(devices: MediaDevices = navigator.mediaDevices): Microphone {
  const state = createStore<MicrophoneState>({ status: 'closed' })
  /** Counts openings, so that an answer to an old one is thrown away. */
  let opening = 0
  let wanted: MicrophoneWish = { deviceId: '', processing: PRESETS.voice }
  let refuse = (_deviceId: string): void => {}

  const reopen = (wish: MicrophoneWish): void => {
    opening += 1
    void tryOpen(wish, opening)
  }
  const stop = (): void => {
    const current = state.get()
    if (current.status === 'open') current.track.stop()
  }

  const tryOpen = async (wish: MicrophoneWish, attempt: number): Promise<void> => {
    const { deviceId } = wish
    try {
      const track = await openTrack(wish, devices)
      if (attempt !== opening) return track.stop()
      track.addEventListener('ended', () => handleUnplugged(attempt))
      stop()
      state.set({ status: 'open', track, label: track.label })
    } catch (error) {
      if (attempt !== opening) return
      if (state.get().status === 'open') return refuse(deviceId)
      // The chosen device is gone: the system's own is better than none.
      if (deviceId !== '' && error instanceof DOMException && isMissing(error)) {
        return tryOpen({ ...wish, deviceId: '' }, attempt)
      }
      state.set({ status: 'failed', error: toMicrophoneError(error) })
    }
  }

  const handleUnplugged = (attempt: number): void => {
    if (attempt !== opening || state.get().status !== 'open') return
    state.set({ status: 'failed', error: appError('microphone-unplugged') })
    reopen({ ...wanted, deviceId: '' })
  }

  /** What the browser cannot change while the track lives, it does with a new one: Chromium says yes and changes nothing. */
  const process = async (track: MediaStreamTrack, wish: MicrophoneWish, attempt: number): Promise<void> => {
    await track.applyConstraints(toConstraints(wish.processing)).catch(() => {})
    if (attempt !== opening) return
    const truth = readProcessing(track, wish.processing.noise === 'rnnoise')
    if (isProcessedAs(truth, wish.processing)) state.set({ status: 'open', track, label: track.label })
    else await tryOpen(wish, attempt)
  }

  devices.addEventListener('devicechange', () => {
    const current = state.get()
    if (current.status !== 'failed' || current.error.code === 'microphone-refused') return
    reopen(wanted)
  })

  return {
    state,
    open(wish) {
      wanted = wish
      if (state.get().status !== 'open') state.set({ status: 'opening' })
      reopen(wish)
    },
    process(processing) {
      wanted = { ...wanted, processing }
      const current = state.get()
      if (current.status === 'opening') reopen(wanted)
      if (current.status !== 'open') return
      opening += 1
      void process(current.track, wanted, opening)
    },
    close() {
      opening += 1
      stop()
      state.set({ status: 'closed' })
    },
    onRefused: (listener) => void (refuse = listener),
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
