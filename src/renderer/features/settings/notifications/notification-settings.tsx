import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../app/ui/button.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { useDeed } from '../../../app/ui/use-deed.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'

/** What the system shows of calls, and whether it shows anything. */
export function NotificationSettings({ settings, onChange }: SettingsProps) {
  const t = useTranslations('preferences.notifications')
  const { computer } = useHost()
  return (
    <Part title={t('heading')}>
      <Toggle
        text={t('show')}
        hint={t('showHint')}
        isOn={settings.notifications}
        onChange={(notifications) => onChange({ notifications })}
      />
      {settings.notifications && (
        <Toggle
          text={t('names')}
          hint={t('namesHint')}
          isOn={settings.notificationNames}
          onChange={(notificationNames) => onChange({ notificationNames })}
        />
      )}
      {computer !== null && <Test test={computer.testNotification} />}
    </Part>
  )
}

function Test({
  test,
}: {
  readonly test: NonNullable<ReturnType<typeof useHost>['computer']>['testNotification']
}) {
  const t = useTranslations('preferences.notifications')
  const deed = useDeed()
  const [isSent, setSent] = useState(false)
  return (
    <div className="settings-buttons">
      <Button icon={BellRing} onPress={() => void deed.run(test()).then(setSent)}>
        {t('test')}
      </Button>
      <p className="small quiet" role="status">
        {isSent && t('tested')}
      </p>
      {deed.error && <ErrorNotice error={deed.error} tone="warning" />}
    </div>
  )
}
