import { Network, Route, Waypoints } from 'lucide-react'
import { Button, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { CallView } from '../../call/session.ts'
import { assertNever } from '../../../shared/result.ts'

type Path = NonNullable<CallView['path']>

const ICONS = { lan: Network, direct: Route, relayed: Waypoints } as const

/** The way the sound takes; a press explains it. */
export function PathBadge({ path }: { readonly path: Path }) {
  const t = useTranslations('call.path')
  const Icon = ICONS[path.kind]
  const badgeText = (shown: Path): string => {
    if (shown.kind !== 'relayed' || shown.host === '') return t(shown.kind)
    const { host, protocol } = shown
    return protocol === null
      ? t('relayedBy', { host })
      : t('relayedByOver', { host, protocol: protocol.toUpperCase() })
  }
  return (
    <DialogTrigger>
      <Button className="path-badge">
        <Icon size={15} aria-hidden />
        <span className="path-text">{badgeText(path)}</span>
      </Button>
      <Popover className="popover" placement="bottom" offset={6} aria-label={t('region')}>
        <div className="popover-text">
          <PathText path={path} />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function PathText({ path }: { readonly path: Path }) {
  const t = useTranslations('call.path')
  switch (path.kind) {
    case 'lan':
      return <p>{t('lanText')}</p>
    case 'direct':
      return <p>{t('directText')}</p>
    case 'relayed': {
      const { host, protocol } = path
      if (host === '') return <p>{t('relayedText')}</p>
      if (protocol === null) return <p>{t('relayedByText', { host })}</p>
      return <p>{t('relayedByOverText', { host, protocol: protocol.toUpperCase() })}</p>
    }
    default:
      return assertNever(path)
  }
}
