import { useTranslations } from 'use-intl'
import {
  ICE_IMPORT_FAULTS,
  type IceImport,
  type IceImportFault,
  type ImportedServer,
} from '../../../../shared/ice/import-entry.ts'
import { Sign } from '../../diagnostics/sign.tsx'
import { isRelayUri } from './server-text.ts'

export const needsLogin = ({ uri, username, secret }: ImportedServer): boolean =>
  isRelayUri(uri) && (username === '' || secret === null)

/** What was understood of a pasted text, and what was refused and why. */
export function ImportPreview({ result: { understood, refused } }: { readonly result: IceImport }) {
  const t = useTranslations('network.paste')
  const faultText = useImportFault()
  return (
    <div className="preview" role="status">
      {understood.length === 0 && refused.length === 0 && <p className="quiet">{t('nothing')}</p>}
      {understood.length > 0 && (
        <section>
          <h3 className="section-title">{t('understood')}</h3>
          <ul className="preview-list" role="list">
            {understood.map((server) => (
              <li key={`${server.uri} ${server.username}`}>
                <Sign tone={needsLogin(server) ? 'fair' : 'good'}>
                  <span className="mono preview-uri">{server.uri}</span>
                </Sign>
                <LoginNote server={server} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {refused.length > 0 && (
        <section>
          <h3 className="section-title">{t('refused')}</h3>
          <ul className="preview-list" role="list">
            {refused.map(({ line, text, fault }, index) => (
              // The same entry may stand there twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <Sign tone="bad">
                  <span className="mono preview-uri">{text || (line !== null && t('line', { line }))}</span>
                </Sign>
                <p className="preview-note">
                  {line !== null && text !== '' && `${t('line', { line })}: `}
                  {faultText(fault)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function LoginNote({ server }: { readonly server: ImportedServer }) {
  const t = useTranslations('network')
  if (!isRelayUri(server.uri)) return null
  const user = server.username === '' ? [] : [t('servers.user', { name: server.username })]
  const secret = t(needsLogin(server) ? 'paste.withoutSecret' : 'paste.withSecret')
  return <p className="preview-note">{[...user, secret].join(' · ')}</p>
}

function useImportFault(): (fault: IceImportFault) => string {
  const t = useTranslations('network')
  const isImportFault = (fault: IceImportFault): fault is (typeof ICE_IMPORT_FAULTS)[number] =>
    ICE_IMPORT_FAULTS.some((known) => known === fault)
  return (fault) => (isImportFault(fault) ? t(`importFault.${fault}`) : t(`uriFault.${fault}`))
}
