import { Square, Volume2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { chooseDevice, type DeviceRanking } from '../../../../shared/model/device.ts'
import { Button } from '../../../app/ui/button.tsx'
import type { DeviceList } from '../../../media/devices.ts'
import { playTestTone } from '../../../media/sounds.ts'

/** A tone from the speaker that is chosen, to know which one it is and how loud. */
export function SpeakerTest({
  ranking,
  list,
}: {
  readonly ranking: DeviceRanking
  readonly list: DeviceList | null
}) {
  const t = useTranslations('devices')
  const [isPlaying, setPlaying] = useState(false)
  const speaker = chooseDevice(ranking, list?.devices ?? [])?.id ?? ''
  useEffect(() => {
    return isPlaying ? playTestTone(speaker, () => setPlaying(false)) : undefined
  }, [isPlaying, speaker])
  return (
    <div>
      <Button icon={isPlaying ? Square : Volume2} onPress={() => setPlaying(!isPlaying)}>
        {t(isPlaying ? 'toneStop' : 'tone')}
      </Button>
    </div>
  )
}
