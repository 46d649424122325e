import { Globe, Monitor, Router, Waypoints, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { NetworkFindings } from '../../media/doctor/doctor.ts'
import { sketchNetwork, type NetworkSketch } from './describe-network.ts'
import { Sign } from './sign.tsx'

/** The way from this computer over its router to its relays, and a sentence that says the same. */
export function NetworkPicture({ findings }: { readonly findings: NetworkFindings }) {
  const t = useTranslations('network.nat')
  const sketch = sketchNetwork(findings)
  const { isHidden, own, isOnline, relays } = sketch
  return (
    <figure className="way" aria-label={t('picture')}>
      <ol className="way-stops" role="list">
        <Stop icon={Monitor} title={t('computer')} isFound={isHidden || isOnline}>
          {own.length > 0 ? (
            <Addresses addresses={own} />
          ) : (
            <p className="quiet">{t(isHidden ? 'staysHidden' : isOnline ? 'hiddenAddress' : 'noAddress')}</p>
          )}
        </Stop>
        {!isHidden && <RouterStop sketch={sketch} />}
        <Stop
          icon={Waypoints}
          title={t(relays.length > 0 ? 'relay' : 'relayOff')}
          isFound={relays.length > 0}
          link={<Link isUp={relays.length > 0} />}
        >
          {relays.map(({ host, transport }) => (
            <p key={`${host} ${transport}`}>{t('relayOver', { host, protocol: transport.toUpperCase() })}</p>
          ))}
          <p className="quiet">{t(isHidden ? 'relayHintHidden' : 'relayHint')}</p>
        </Stop>
      </ol>
      <figcaption className="small">{useCaption(sketch)}</figcaption>
    </figure>
  )
}

/** Where this computer meets the internet. */
function RouterStop({ sketch: { hasRouter, publicAddresses } }: { readonly sketch: NetworkSketch }) {
  const t = useTranslations('network.nat')
  const isOut = publicAddresses.length > 0
  const isRouter = hasRouter || !isOut
  return (
    <Stop
      icon={isRouter ? Router : Globe}
      title={t(isRouter ? 'router' : 'noRouter')}
      isFound={isOut}
      link={<Link isUp={isOut} />}
    >
      {isOut ? <Addresses addresses={publicAddresses} /> : <p className="quiet">{t('noPublic')}</p>}
    </Stop>
  )
}

interface StopProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly isFound: boolean
  /** How it is joined to the one before it. */
  readonly link?: ReactNode
  readonly children: ReactNode
}

function Stop({ icon: Icon, title, isFound, link, children }: StopProps) {
  return (
    <li className="way-stop" data-found={isFound}>
      {link}
      <span className="way-icon">
        <Icon size={24} aria-hidden />
      </span>
      <div className="way-text">
        <p className="way-title">{title}</p>
        {children}
      </div>
    </li>
  )
}

function Link({ isUp }: { readonly isUp: boolean }) {
  const t = useTranslations('network.nat')
  return (
    <span className="way-link" data-up={isUp}>
      <Sign tone={isUp ? 'good' : 'bad'}>
        <span className="way-word">{t(isUp ? 'works' : 'blocked')}</span>
      </Sign>
    </span>
  )
}

function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  return addresses.map((address) => (
    <p key={address} className="mono way-address">
      {address}
    </p>
  ))
}

function useCaption({ isHidden, publicAddresses, isStrict, relays }: NetworkSketch): string {
  const t = useTranslations('network.nat')
  const [address] = publicAddresses
  const [relay] = relays
  if (isHidden) {
    return relay === undefined ? t('captionHiddenNoRelay') : t('captionHidden', { host: relay.host })
  }
  if (address === undefined) {
    return `${t('captionNoDirect')} ${relay === undefined ? t('captionNothing') : t('captionOnlyRelay', { host: relay.host })}`
  }
  const direct = t(isStrict ? 'captionStrict' : 'captionDirect', { address })
  return `${direct} ${relay === undefined ? t('captionNoRelay') : t('captionRelay', { host: relay.host })}`
}
