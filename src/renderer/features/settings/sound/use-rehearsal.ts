import { useEffect, useRef, useState } from 'react'
import { repeatEvery } from '../../../../shared/clock.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { chooseDevice } from '../../../../shared/model/device.ts'
import type { Settings } from '../../../../shared/model/settings.ts'
import { pageClock } from '../../../clock.ts'
import { listDevices } from '../../../media/devices.ts'
import { toMicrophoneError } from '../../../media/microphone.ts'
import { openProcessedTrack, type ProcessedTrack } from '../../../media/processed-track.ts'
import { startRehearsal, type Rehearsal, type RehearsalWish } from '../../../media/rehearsal/rehearsal.ts'

const MEASURE_EVERY_MS = 1_000

export type RehearsalState =
  | { readonly status: 'idle'; readonly error: AppError | null }
  | { readonly status: 'starting' }
  /** `concealed`: the share of the last second; null before one was measured. */
  | { readonly status: 'running'; readonly concealed: number | null }

export interface RehearsalControl {
  readonly state: RehearsalState
  start(): void
  stop(): void
}

const IDLE: RehearsalState = { status: 'idle', error: null }

/** Lets me hear myself as wished, until it is stopped or nobody looks any more. */
export function useRehearsal(settings: Settings, wish: RehearsalWish): RehearsalControl {
  const [state, setState] = useState<RehearsalState>(IDLE)
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const voice = useRef<ProcessedTrack | null>(null)
  /** Counts attempts, so that what an old one opened is closed again. */
  const opening = useRef(0)
  useEffect(
    () => () => {
      opening.current += 1
      voice.current?.close()
    },
    [],
  )

  useEffect(() => {
    if (rehearsal === null) return
    let isOver = false
    const stopMeasuring = repeatEvery(pageClock, MEASURE_EVERY_MS, () => {
      void rehearsal.concealed().then((concealed) => {
        if (!isOver) setState({ status: 'running', concealed })
      })
    })
    return () => {
      isOver = true
      stopMeasuring()
      rehearsal.close()
    }
  }, [rehearsal])
  useEffect(() => void rehearsal?.set(wish), [rehearsal, wish])

  const stop = (): void => {
    opening.current += 1
    voice.current?.close()
    voice.current = null
    setRehearsal(null)
    setState(IDLE)
  }
  const start = async (): Promise<void> => {
    setState({ status: 'starting' })
    opening.current += 1
    const attempt = opening.current
    const { microphones, speakers } = await listDevices()
    const deviceId = chooseDevice(settings.microphones, microphones.devices)?.id ?? ''
    const opened = await openProcessedTrack({ deviceId, processing: settings.processing })
    if (attempt !== opening.current) return opened.close()
    voice.current = opened
    const speaker = chooseDevice(settings.speakers, speakers?.devices ?? [])?.id ?? ''
    const started = await startRehearsal({ track: opened.track, speaker, clock: pageClock }, wish)
    if (attempt !== opening.current) return started.close()
    setRehearsal(started)
    setState({ status: 'running', concealed: null })
  }
  return {
    state,
    start() {
      start().catch((error: unknown) => {
        stop()
        setState({ status: 'idle', error: toMicrophoneError(error) })
      })
    },
    stop,
  }
}
