import { useTranslations } from 'use-intl'
import { assertNever } from '../../../../shared/result.ts'
import { useDoctorState } from '../../diagnostics/doctor-provider.tsx'
import { TestResults } from '../../diagnostics/test-results.tsx'
import { Part } from '../part.tsx'
import { ServerLine } from './server-row.tsx'
import { useMeaning } from './server-text.ts'
import type { LentServers as Lent } from './use-lent-servers.ts'

/** What the signaling server lends: to be looked at only, and without its credentials. */
export function LentServers({ lent }: { readonly lent: Lent }) {
  const t = useTranslations('network.lent')
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <LentList lent={lent} />
    </Part>
  )
}

function LentList({ lent }: { readonly lent: Lent }) {
  const t = useTranslations('network.lent')
  const meaning = useMeaning()
  const { rows } = useDoctorState()
  switch (lent.status) {
    case 'asking':
      return null
    case 'failed':
      return <p className="quiet">{t('failed')}</p>
    case 'known':
      if (lent.uris.length === 0) return <p className="quiet">{t('none')}</p>
      return (
        <ul className="servers" role="list" aria-label={t('list')}>
          {lent.uris.map((uri) => {
            const test = rows.find(({ source }) => source.kind === 'lent' && source.uri === uri)
            const text = meaning(uri)
            return (
              <li key={uri} className="server">
                <ServerLine uri={uri} {...(text !== null && { text })} />
                {test !== undefined && <TestResults test={test} />}
              </li>
            )
          })}
        </ul>
      )
    default:
      return assertNever(lent)
  }
}
