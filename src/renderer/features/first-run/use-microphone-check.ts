import { useCallback, useEffect, useRef, useState } from 'react'
import { chooseDevice, type DeviceRanking } from '../../../shared/model/device.ts'
import type { Processing } from '../../../shared/model/sound.ts'
import { listDevices } from '../../media/devices.ts'
import { createLevelMeter } from '../../media/levels.ts'
import { createMicrophone, type Microphone, type MicrophoneState } from '../../media/microphone.ts'

export interface MicrophoneCheck {
  readonly state: MicrophoneState
  /** Level now, 0 to 1. */
  level(): number
  open(): void
}

/** Opens the microphone to show that it works. It is closed when the screen that asked goes away. */
export function useMicrophoneCheck(ranking: DeviceRanking, processing: Processing): MicrophoneCheck {
  const [state, setState] = useState<MicrophoneState>({ status: 'closed' })
  const microphone = useRef<Microphone | null>(null)
  const level = useRef((): number => 0)

  useEffect(() => () => microphone.current?.close(), [])

  useEffect(() => microphone.current?.process(processing), [processing])

  const track = state.status === 'open' ? state.track : null
  useEffect(() => {
    if (track === null) return
    const meter = createLevelMeter(track)
    level.current = () => meter.read()
    return () => {
      level.current = () => 0
      meter.close()
    }
  }, [track])

  const open = useCallback(() => {
    if (microphone.current === null) {
      const made = createMicrophone()
      made.state.subscribe(() => setState(made.state.get()))
      microphone.current = made
    }
    const opened = microphone.current
    void listDevices().then(({ microphones }) => {
      opened.open({ deviceId: chooseDevice(ranking, microphones.devices)?.id ?? '', processing })
    })
  }, [ranking, processing])

  return { state, open, level: useCallback(() => level.current(), []) }
}
