import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Switch } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { IceServerView } from '../../../../shared/model/ice-server.ts'
import { IconButton } from '../../../app/ui/button.tsx'
import type { RowTest } from '../../../media/doctor/doctor.ts'
import { TestResults } from '../../diagnostics/test-results.tsx'
import { ServerMenu, type ServerDeed } from './server-menu.tsx'

interface ServerRowProps {
  readonly server: IceServerView
  /** Who logs in, and where the secret rests. */
  readonly login: string
  /** With "hide my IP" a STUN server is not asked, by a call or by a test. */
  readonly isAsked: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Its last test; null before the first one. */
  readonly test: RowTest | null
  readonly onMove: (direction: 'up' | 'down') => void
  readonly onEnable: (enabled: boolean) => void
  readonly onDeed: (deed: ServerDeed) => void
}

/** One own server, with everything that can be done with it. */
export function ServerRow({ server, login, isAsked, isFirst, isLast, test, ...on }: ServerRowProps) {
  const t = useTranslations('network.servers')
  const { uri, enabled } = server
  const use = isAsked ? login : t('offHidden')
  const handleKey = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null
    if (!event.altKey || direction === null) return
    event.preventDefault()
    event.stopPropagation()
    if (direction === 'up' ? !isFirst : !isLast) on.onMove(direction)
  }
  return (
    // Before its buttons see the key: the one of the menu would open it.
    <li className="server" data-off={!enabled} data-server={server.id} onKeyDownCapture={handleKey}>
      <ServerLine uri={uri} text={enabled ? use : `${t('off')} · ${login}`}>
        <IconButton
          icon={ArrowUp}
          label={t('up', { uri })}
          hint={t('upShort')}
          isDisabled={isFirst}
          onPress={() => on.onMove('up')}
        />
        <IconButton
          icon={ArrowDown}
          label={t('down', { uri })}
          hint={t('downShort')}
          isDisabled={isLast}
          onPress={() => on.onMove('down')}
        />
        <ServerMenu uri={uri} canTest={isAsked} onDeed={on.onDeed} />
        <Switch
          className="switch server-switch"
          isSelected={enabled}
          onChange={on.onEnable}
          aria-label={t('enabled', { uri })}
        >
          <span className="switch-track" />
        </Switch>
      </ServerLine>
      {isAsked && test !== null && <TestResults test={test} />}
    </li>
  )
}

interface ServerLineProps {
  readonly uri: string
  readonly text?: string
  /** Its controls. */
  readonly children?: ReactNode
}

/** The address of a server, what is known of it, and its controls. */
export function ServerLine({ uri, text, children }: ServerLineProps) {
  return (
    <div className="server-line">
      <div className="server-text">
        <p className="server-uri mono">{uri}</p>
        {text !== undefined && <p className="small quiet">{text}</p>}
      </div>
      {children !== undefined && <div className="server-controls">{children}</div>}
    </div>
  )
}
