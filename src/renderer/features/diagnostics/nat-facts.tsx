import { useTranslations } from 'use-intl'
import type { FamilyNat, NatReport } from '../../../shared/network/probe.ts'

/** What stands between this computer and the internet, for both families of addresses. */
export function NatFacts({ nat }: { readonly nat: NatReport }) {
  const t = useTranslations('network.nat')
  return (
    <dl className="settings-facts">
      <div>
        <dt>{t('ipv4')}</dt>
        <Family nat={nat.ipv4} />
      </div>
      <div>
        <dt>{t('ipv6')}</dt>
        <Family nat={nat.ipv6} />
      </div>
    </dl>
  )
}

function Family({ nat: { publicAddress, mapping, answered } }: { readonly nat: FamilyNat }) {
  const t = useTranslations('network.nat')
  if (publicAddress === null) return <dd className="quiet">{t('noPublic')}</dd>
  const kind = mapping === 'unknown' && answered === null ? 'untold' : mapping
  return (
    <dd>
      <span className="mono">{publicAddress}</span>
      <span className="nat-kind">{t(`mapping.${kind}.title`)}</span>
      <span className="field-hint">{t(`mapping.${kind}.text`)}</span>
    </dd>
  )
}
