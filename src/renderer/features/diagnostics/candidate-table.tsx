import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { FoundCandidate } from '../../media/doctor/doctor.ts'

/** Everything that the browser found, for those who know what a candidate is (RFC 8445, section 5.1.1). */
export function CandidateTable({ candidates }: { readonly candidates: readonly FoundCandidate[] }) {
  const t = useTranslations('network.nat')
  return (
    <Disclosure className="disclosure">
      <Heading level={4}>
        <Button slot="trigger" className="disclosure-button">
          <ChevronRight size={16} aria-hidden />
          {t('experts')}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        {candidates.length === 0 ? (
          <p className="quiet">{t('noCandidates')}</p>
        ) : (
          // It scrolls by itself where it is too wide; the keyboard can do so too.
          <div className="table-frame" role="region" aria-label={t('table')} tabIndex={0}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('type')}</th>
                  <th scope="col">{t('protocol')}</th>
                  <th scope="col">{t('address')}</th>
                  <th scope="col">{t('from')}</th>
                </tr>
              </thead>
              <tbody>
                {candidates.map((candidate) => (
                  <Row key={keyOf(candidate)} candidate={candidate} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}

const keyOf = (candidate: FoundCandidate): string => Object.values(candidate).join(' ')

function Row({ candidate }: { readonly candidate: FoundCandidate }) {
  const t = useTranslations('network.nat')
  const { type, protocol, relayProtocol, family, address, port, uri } = candidate
  const typeText = { host: t('typeHost'), srflx: t('typeSrflx'), relay: t('typeRelay') }[type]
  return (
    <tr>
      <td>{typeText}</td>
      <td>{(relayProtocol ?? protocol).toUpperCase()}</td>
      <td className="mono">{family === 'ipv6' ? `[${address}]:${port}` : `${address}:${port}`}</td>
      <td>{uri === '' ? t('itself') : <span className="mono">{uri}</span>}</td>
    </tr>
  )
}
