import { useEffect, useState } from 'react'
import { chooseDevice } from '../../../../shared/model/device.ts'
import type { Ringtone } from '../../../../shared/model/ringtone.ts'
import { useHostState } from '../../../host/host-provider.tsx'
import { playRingtoneOnce } from '../../../media/sounds.ts'
import { SYSTEM_SPEAKER } from '../../../media/speakers.ts'
import { useAudioDevices } from '../sound/use-audio-devices.ts'

/** Plays a ringtone once where it would ring, for as long as it is the one that rings and the screen is shown. */
export function useRingtonePlayer(ringtone: Ringtone): {
  readonly isPlaying: boolean
  setPlaying(isPlaying: boolean): void
} {
  const { ringSpeakers, ringAlsoOnDefault } = useHostState('settings')
  const { speakers } = useAudioDevices()
  const [playing, setPlaying] = useState<Ringtone | null>(null)
  const isPlaying = playing === ringtone
  const speaker = chooseDevice(ringSpeakers, speakers?.devices ?? [])?.id ?? SYSTEM_SPEAKER
  useEffect(() => {
    if (!isPlaying || ringtone === 'silent') return
    const where = ringAlsoOnDefault ? [speaker, SYSTEM_SPEAKER] : [speaker]
    return playRingtoneOnce(ringtone, where, () => setPlaying(null))
  }, [isPlaying, ringtone, speaker, ringAlsoOnDefault])
  return { isPlaying, setPlaying: (wanted) => setPlaying(wanted ? ringtone : null) }
}
