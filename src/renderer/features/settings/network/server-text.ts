import { useTranslations } from 'use-intl'
import type { Account } from '../../../../shared/host.ts'
import { isRelay, parseIceUri, portOf, type IceUri } from '../../../../shared/ice/uri.ts'
import type { IceServerView } from '../../../../shared/model/ice-server.ts'
import { assertNever } from '../../../../shared/result.ts'

/** How a call would go to a server, in capitals as the field writes it. */
export function protocolsOf({ scheme, transport }: IceUri): readonly string[] {
  switch (scheme) {
    case 'turns':
      return ['TLS']
    case 'turn':
      return transport === null ? ['UDP', 'TCP'] : [transport.toUpperCase()]
    case 'stun':
    case 'stuns':
      return ['UDP']
    default:
      return assertNever(scheme)
  }
}

export function isRelayUri(uri: string): boolean {
  const parsed = parseIceUri(uri)
  return parsed.ok && isRelay(parsed.value)
}

/** What an address means, once it can be read; null before. */
export function useMeaning(): (uri: string) => string | null {
  const t = useTranslations('network.form')
  return (uri) => {
    const parsed = parseIceUri(uri)
    if (!parsed.ok) return null
    const place = { host: parsed.value.host, port: String(portOf(parsed.value)) }
    return isRelay(parsed.value)
      ? t('meansRelay', { ...place, protocol: protocolsOf(parsed.value).join(' + ') })
      : t('meansStun', place)
  }
}

/** Who logs in at a server, and where the secret for it rests. */
export function useLoginText(protection: Account['protection']): (server: IceServerView) => string {
  const t = useTranslations('network.servers')
  const secretText = {
    os: t('secretKept'),
    browser: t('secretInBrowser'),
    none: t('secretPlain'),
  }[protection]
  return ({ uri, username, hasSecret }) => {
    if (!isRelayUri(uri)) return t('noUser')
    return `${t('user', { name: username })} · ${hasSecret ? secretText : t('secretMissing')}`
  }
}
