import { useFormatter, useTranslations } from 'use-intl'
import type { CandidateDetails, ConnectionDetails } from '../../media/details.ts'

/** Codec, candidate pair and ciphers, for who knows what they are. */
export function ConnectionFacts({ details }: { readonly details: ConnectionDetails }) {
  const t = useTranslations('quality.details')
  const { local, remote, codec, jitterTargetMs, dtlsVersion, srtpCipher } = details
  const format = useFormatter()
  const packing = usePackingText(details)
  const ciphers = [dtlsName(dtlsVersion), srtpCipher].filter((name) => name !== null).join(', ')
  return (
    <dl className="details-facts">
      <div>
        <dt>{t('here')}</dt>
        <dd>
          <Candidate candidate={local} />
        </dd>
      </div>
      <div>
        <dt>{t('there')}</dt>
        <dd>
          <Candidate candidate={remote} />
        </dd>
      </div>
      {codec !== null && (
        <div>
          <dt>{t('codec')}</dt>
          <dd>{codec}</dd>
        </div>
      )}
      {packing !== null && (
        <div>
          <dt>{t('packing')}</dt>
          <dd>{packing}</dd>
        </div>
      )}
      {jitterTargetMs !== null && (
        <div>
          <dt>{t('wait')}</dt>
          <dd>
            {jitterTargetMs === 0 ? t('waitShort') : t('waitLong', { value: format.number(jitterTargetMs) })}
          </dd>
        </div>
      )}
      {ciphers !== '' && (
        <div>
          <dt>{t('encryption')}</dt>
          <dd>{ciphers}</dd>
        </div>
      )}
    </dl>
  )
}

/** How my sound is packed, in one line. */
function usePackingText({ packing, targetBitrate }: ConnectionDetails): string | null {
  const t = useTranslations('quality.details')
  const format = useFormatter()
  if (packing === null) return null
  const { packetMs, redundant, stereo, dtx } = packing
  return format.list(
    [
      t(stereo ? 'stereo' : 'mono'),
      targetBitrate === null ? null : t('kbps', { value: format.number(Math.round(targetBitrate / 1000)) }),
      t('packet', { value: format.number(packetMs) }),
      redundant ? t('redundant') : null,
      dtx ? t('dtx') : null,
    ].filter((part) => part !== null),
    { type: 'unit' },
  )
}

function Candidate({ candidate }: { readonly candidate: CandidateDetails }) {
  const t = useTranslations('quality.details')
  const { type, protocol, relayProtocol, address, port } = candidate
  const host = address?.includes(':') === true ? `[${address}]` : address
  const shown = host === null || host === undefined || host === '' ? t('hidden') : `${host}:${port ?? ''}`
  return t('candidateLine', {
    kind: t(`candidate.${type}`),
    protocol: (relayProtocol ?? protocol).toUpperCase(),
    address: shown,
  })
}

/** DTLS versions count down from 1.0 (RFC 6347, section 4.1; RFC 9147, section 5.3). */
function dtlsName(version: string | null): string | null {
  const names: Readonly<Record<string, string>> = { FEFF: 'DTLS 1.0', FEFD: 'DTLS 1.2', FEFC: 'DTLS 1.3' }
  return version === null ? null : (names[version.toUpperCase()] ?? version)
}
