import { useTranslations } from 'use-intl'
import { PROTOCOL_VERSION } from '../../../../shared/protocol/version.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { useFacts } from '../advanced/use-facts.ts'
import { Part } from '../part.tsx'
import { LicenceList } from './licence-list.tsx'
import './about.css'

/** Which version this is, and whose work is in it. */
export function AboutSettings() {
  const t = useTranslations('preferences.about')
  const { version, computer } = useHost()
  const facts = useFacts()
  const versions: readonly (readonly [name: string, value: string])[] = [
    [t('tincan'), version],
    [t('protocol'), String(PROTOCOL_VERSION)],
    ...(facts === null
      ? []
      : ([
          [t('electron'), facts.electron],
          [t('chromium'), facts.chromium],
          [t('system'), facts.system],
        ] as const)),
    ...(computer === null ? ([[t('browser'), navigator.userAgent]] as const) : []),
  ]
  return (
    <>
      <Part title={t('versions')}>
        <dl className="settings-facts">
          {versions.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={t('licences')} hint={t('licencesHint')}>
        <LicenceList />
      </Part>
    </>
  )
}
