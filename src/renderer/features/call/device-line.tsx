import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { Notice } from '../../app/ui/notice.tsx'

/** How long the line stays when nobody closes it, in milliseconds. */
const SHOWN_MS = 12_000

/** Says quietly that another device is in use now, with the way back. */
export function DeviceLine() {
  const t = useTranslations('devices')
  const session = useCallSession()
  const { deviceNotice } = useCalls()
  useEffect(() => {
    if (deviceNotice === null) return undefined
    const timer = setTimeout(session.dismissDeviceNotice, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [session, deviceNotice])
  if (deviceNotice === null) return null
  const { type, kind } = deviceNotice
  const device = type === 'moved' ? deviceNotice.to : deviceNotice.device
  const canUndo = type === 'moved' && deviceNotice.canUndo
  return (
    <Notice
      role="status"
      title={t(`${type}.${kind}`, { device: device?.label ?? t('systems') })}
      onClose={session.dismissDeviceNotice}
      buttons={
        canUndo && (
          <Button size="small" onPress={session.undoDevice}>
            {t('undo')}
          </Button>
        )
      }
    />
  )
}
