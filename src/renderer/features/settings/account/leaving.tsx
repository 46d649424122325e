import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../app/ui/button.tsx'
import { ConfirmDialog } from '../../../app/ui/dialog.tsx'
import { useHost } from '../../../host/host-provider.tsx'
import { Part } from '../part.tsx'

export function Leaving() {
  const t = useTranslations()
  const { account } = useHost()
  const [isForgetting, setForgetting] = useState(false)
  return (
    <Part title={t('preferences.account.forgetHeading')} hint={t('settings.forgetHint')}>
      <div className="settings-buttons">
        <Button onPress={() => setForgetting(true)}>{t('settings.forget')}</Button>
      </div>
      {isForgetting && (
        <ConfirmDialog
          title={t('settings.forgetHeading')}
          text={t('settings.forgetText')}
          confirm={t('settings.forgetConfirm')}
          deed={() => account.remove()}
          onClose={() => setForgetting(false)}
        />
      )}
    </Part>
  )
}
