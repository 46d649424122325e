import { Phone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { EndReason, Ended } from '../../../shared/call/call.ts'
import { formatDuration } from '../../app/duration.ts'
import { useCallSession } from '../../app/session-provider.tsx'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Button } from '../../app/ui/button.tsx'
import { useShownName } from '../contacts/use-contacts.ts'
import { useOpenSettings } from '../settings/settings-provider.tsx'

/** Ends after which the same call again would end the same way. */
const HOPELESS: ReadonlySet<EndReason> = new Set<EndReason>(['unknown-name', 'key-changed', 'tampered'])

/** Ends whose next step is in the network preferences. */
const OF_NETWORK: ReadonlySet<EndReason> = new Set<EndReason>([
  'relay-missing',
  'relay-refused',
  'relay-unreachable',
  'udp-blocked',
  'no-path',
])

interface EndedCallProps {
  readonly call: Ended
  readonly onCall: (name: string) => void
}

/** Why the call ended, and what to do next. It stays until it is closed. */
export function EndedCall({ call, onCall }: EndedCallProps) {
  const t = useTranslations()
  const session = useCallSession()
  const openSettings = useOpenSettings()
  const name = useShownName()(call.peer)
  return (
    <section className="call" aria-label={t('call.region')}>
      <div className="call-head">
        <Avatar name={call.peer} shownName={name} />
        <div role="status" className="call-head">
          <h1 className="call-end-title" id="main-heading" tabIndex={-1}>
            {t(`ends.${call.reason}.title`, { name })}
          </h1>
          <p className="call-end-text quiet">{t(`ends.${call.reason}.action`)}</p>
          {call.note !== null && <q className="call-note">{call.note}</q>}
          {call.durationMs !== null && (
            <p className="small quiet">{t('call.lasted', { duration: formatDuration(call.durationMs) })}</p>
          )}
        </div>
      </div>
      <div className="call-end-buttons">
        {!HOPELESS.has(call.reason) && (
          <Button variant="primary" size="large" icon={Phone} onPress={() => onCall(call.peer)}>
            {t('call.callAgain')}
          </Button>
        )}
        {OF_NETWORK.has(call.reason) && (
          <Button size="large" onPress={() => openSettings('network')}>
            {t('network.policy.setUp')}
          </Button>
        )}
        <Button size="large" onPress={() => session.dismiss(call.callId)}>
          {t('app.close')}
        </Button>
      </div>
    </section>
  )
}
