import { Play, Square } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ringtone } from '../../../../shared/model/ringtone.ts'
import { Button } from '../../../app/ui/button.tsx'
import { Choice, type Option } from '../choice.tsx'
import { useRingtonePlayer } from './use-ringtone-player.ts'

interface RingtoneChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  /** What rings with this choice. */
  readonly heard: Ringtone
  readonly onChange: (value: T) => void
}

/** A choice of ringtones, to be listened to. */
export function RingtoneChoice<T extends string>({ heard, ...choice }: RingtoneChoiceProps<T>) {
  const t = useTranslations('preferences.ring')
  const { isPlaying, setPlaying } = useRingtonePlayer(heard)
  return (
    <div className="ringtone">
      <Choice {...choice} />
      {heard !== 'silent' && (
        <Button icon={isPlaying ? Square : Play} onPress={() => setPlaying(!isPlaying)}>
          {isPlaying ? t('stop') : t('play', { ringtone: t(heard) })}
        </Button>
      )}
    </div>
  )
}
