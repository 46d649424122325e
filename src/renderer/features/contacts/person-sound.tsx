import { useFormatter, useTranslations } from 'use-intl'
import type { UserName } from '../../../shared/ids.ts'
import { isSameSound, PLAIN_SOUND } from '../../../shared/model/person-sound.ts'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { Slider } from '../../app/ui/slider.tsx'
import { Toggle } from '../settings/toggle.tsx'
import { usePersonSound } from './use-person-sound.ts'

interface PersonSoundControlsProps {
  readonly name: UserName
  readonly shownName: string
}

/** How loud somebody is for me, and from where. */
export function PersonSoundControls({ name, shownName }: PersonSoundControlsProps) {
  const t = useTranslations('hearing.person')
  const { sound, error, forgetError, change, keep } = usePersonSound(name)
  const format = useFormatter()
  const percent = (share: number): string => format.number(share, { style: 'percent' })
  const panText = (pan: number): string =>
    pan === 0 ? t('middle') : t(pan < 0 ? 'left' : 'right', { share: percent(Math.abs(pan)) })
  return (
    <div className="person-sound">
      <Slider
        label={t('volume')}
        text={percent(sound.volume)}
        value={sound.volume}
        min={0}
        max={2}
        step={0.05}
        rest={PLAIN_SOUND.volume}
        reach={0.06}
        onChange={(volume) => change({ ...sound, volume })}
        onDone={(volume) => keep({ ...sound, volume })}
      />
      <Slider
        label={t('pan')}
        text={panText(sound.pan)}
        value={sound.pan}
        min={-1}
        max={1}
        step={0.05}
        rest={PLAIN_SOUND.pan}
        reach={0.06}
        onChange={(pan) => change({ ...sound, pan })}
        onDone={(pan) => keep({ ...sound, pan })}
      />
      <Toggle
        text={t('mute')}
        hint={t('muteHint', { name: shownName })}
        isOn={sound.mutedForMe}
        onChange={(mutedForMe) => keep({ ...sound, mutedForMe })}
      />
      <div>
        <Button size="small" isDisabled={isSameSound(sound, PLAIN_SOUND)} onPress={() => keep(PLAIN_SOUND)}>
          {t('reset')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} onClose={forgetError} />}
    </div>
  )
}
