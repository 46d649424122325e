import { useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../../shared/errors.ts'
import { chooseDevice, type DeviceRanking } from '../../../../shared/model/device.ts'
import type { Settings } from '../../../../shared/model/settings.ts'
import {
  playComparison,
  recordComparison,
  type Comparison,
  type ComparisonPlayer,
} from '../../../media/comparison.ts'
import { listDevices, type DeviceList } from '../../../media/devices.ts'
import { toMicrophoneError } from '../../../media/microphone.ts'

/** A sentence takes no longer, in milliseconds. */
const LONGEST_MS = 8_000

export type ComparisonState =
  | { readonly status: 'idle'; readonly error: AppError | null }
  | { readonly status: 'opening' }
  | { readonly status: 'recording' }
  | { readonly status: 'playing'; readonly which: keyof Comparison }

export interface ComparisonControl {
  readonly state: ComparisonState
  record(): void
  /** The sentence is over. */
  finish(): void
  hear(which: keyof Comparison): void
  stop(): void
}

/** Records a sentence in two ways, then plays it until it is stopped or nobody looks any more. */
export function useComparison(settings: Settings): ComparisonControl {
  const [state, setState] = useState<ComparisonState>({ status: 'idle', error: null })
  const recording = useRef<AbortController | null>(null)
  const player = useRef<ComparisonPlayer | null>(null)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      recording.current?.abort()
      player.current?.stop()
    }
  }, [])

  const record = async (): Promise<void> => {
    const ended = new AbortController()
    recording.current = ended
    setState({ status: 'opening' })
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = (): void => {
      setState({ status: 'recording' })
      timer = setTimeout(() => ended.abort(), LONGEST_MS)
    }
    try {
      const { microphones, speakers } = await listDevices()
      const deviceId = idOf(settings.microphones, microphones)
      const made = await recordComparison({ deviceId, processing: settings.processing }, ended.signal, begin)
      if (isGone.current) return
      player.current = playComparison(made, idOf(settings.speakers, speakers))
      setState({ status: 'playing', which: 'processed' })
    } catch (error) {
      setState({ status: 'idle', error: toMicrophoneError(error) })
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    state,
    record() {
      if (state.status === 'idle') void record()
    },
    finish: () => recording.current?.abort(),
    hear(which) {
      player.current?.hear(which)
      setState({ status: 'playing', which })
    },
    stop() {
      player.current?.stop()
      setState({ status: 'idle', error: null })
    },
  }
}

function idOf(ranking: DeviceRanking, list: DeviceList | null): string {
  return chooseDevice(ranking, list?.devices ?? [])?.id ?? ''
}
