import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { preferDevice, type DeviceRanking } from '../../../shared/model/device.ts'
import type { HandsFreeDrop } from '../../../shared/sound/hands-free.ts'
import { useCalls } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'

/** What was done about a headset, with the way back. */
interface Remedy {
  readonly drop: HandsFreeDrop
  /** The microphones as they were preferred before. */
  readonly before: DeviceRanking
}

/** The headset plays in the quality of a telephone: offers another microphone, with which it does not. */
export function HeadsetNotice() {
  const t = useTranslations('hearing.headset')
  const host = useHost()
  const settings = useHostState('settings')
  const { headsetDrop } = useCalls()
  const deed = useDeed()
  const [remedy, setRemedy] = useState<Remedy | null>(null)
  const [isClosed, setClosed] = useState(false)

  const use = async (drop: HandsFreeDrop): Promise<void> => {
    const before = settings.microphones
    const isDone = await deed.run(host.settings.update({ microphones: preferDevice(before, drop.instead) }))
    if (isDone) setRemedy({ drop, before })
  }
  const undo = (microphones: DeviceRanking): void => {
    setRemedy(null)
    // Who takes it back knows, and need not be asked again in this call.
    setClosed(true)
    void deed.run(host.settings.update({ microphones }))
  }

  if (deed.error !== null) return <ErrorNotice error={deed.error} onClose={deed.forget} />
  if (remedy !== null) {
    const { drop, before } = remedy
    return (
      <Notice
        role="status"
        title={t('used', { microphone: drop.instead.label })}
        onClose={() => setRemedy(null)}
        buttons={
          <Button size="small" onPress={() => undo(before)}>
            {t('undo')}
          </Button>
        }
      >
        <p>{t('usedText', { headset: drop.headset.label })}</p>
      </Notice>
    )
  }
  if (headsetDrop === null || isClosed || !settings.headsetHint) return null
  const microphone = headsetDrop.instead.label
  return (
    <Notice
      role="status"
      title={t('title', { headset: headsetDrop.headset.label })}
      onClose={() => setClosed(true)}
      buttons={
        <>
          <Button size="small" onPress={() => void use(headsetDrop)}>
            {t('use', { microphone })}
          </Button>
          <Button
            size="small"
            variant="quiet"
            onPress={() => void deed.run(host.settings.update({ headsetHint: false }))}
          >
            {t('never')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
    </Notice>
  )
}
