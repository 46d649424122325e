import { useTranslations } from 'use-intl'
import { PUBLIC_STUN_URLS } from '../../../../shared/model/settings.ts'
import { useDoctorState } from '../../diagnostics/doctor-provider.tsx'
import { TestResults } from '../../diagnostics/test-results.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { Toggle } from '../toggle.tsx'
import { ServerLine } from './server-row.tsx'

/** The built-in list, and whether it is asked. */
export function PublicServers({ settings, onChange }: SettingsProps) {
  const t = useTranslations('network.public')
  const { rows } = useDoctorState()
  return (
    <Part title={t('heading')}>
      <Toggle
        text={t('switch')}
        hint={t('hint')}
        isOn={settings.publicStun}
        onChange={(publicStun) => onChange({ publicStun })}
      />
      {settings.publicStun && settings.iceTransportPolicy === 'relay' && (
        <p className="field-hint">{t('offRelay')}</p>
      )}
      <ul className="servers" role="list" aria-label={t('addresses')}>
        {PUBLIC_STUN_URLS.map((uri) => {
          const test = settings.publicStun
            ? rows.find(({ source }) => source.kind === 'public' && source.uri === uri)
            : undefined
          return (
            <li key={uri} className="server server-small" data-off={!settings.publicStun}>
              <ServerLine uri={uri} />
              {test !== undefined && <TestResults test={test} />}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
