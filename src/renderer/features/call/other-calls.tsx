import { Pause, Phone, PhoneIncoming, PhoneOff, Play } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { CallView } from '../../call/session.ts'
import { useCallSession } from '../../app/session-provider.tsx'
import { Avatar } from '../../app/ui/avatar.tsx'
import { IconButton } from '../../app/ui/button.tsx'
import { useShownName } from '../contacts/use-contacts.ts'
import './call.css'

/** Calls besides the one that is shown: held ones to swap to, and rings that were ignored but can still be taken. */
export function OtherCalls({ calls }: { readonly calls: readonly CallView[] }) {
  const t = useTranslations('call')
  return (
    <section className="other-calls" aria-labelledby="other-calls-title">
      <h2 className="section-title" id="other-calls-title">
        {t('others')}
      </h2>
      <ul className="other-calls-list" role="list">
        {calls.map((view) => (
          <OtherCall key={view.call.callId} view={view} />
        ))}
      </ul>
    </section>
  )
}

function OtherCall({ view: { call } }: { readonly view: CallView }) {
  const t = useTranslations()
  const session = useCallSession()
  const name = useShownName()(call.peer)
  const isRing = call.phase === 'ringing-in'
  const StateIcon = isRing ? PhoneIncoming : Pause
  return (
    <li className="other-call">
      <Avatar name={call.peer} shownName={name} />
      <div className="other-call-text">
        <p className="ellipsis">{name}</p>
        <p className="other-call-state small quiet">
          <StateIcon size={13} aria-hidden />
          {isRing ? t('incoming.ignored', { name }) : t('call.onHold')}
        </p>
      </div>
      {isRing ? (
        <IconButton
          icon={Phone}
          tone="accent"
          label={t('call.answerName', { name })}
          onPress={() => session.accept(call.callId)}
        />
      ) : (
        <IconButton
          icon={Play}
          tone="accent"
          label={t('call.resumeName', { name })}
          onPress={() => session.setHeld(call.callId, false)}
        />
      )}
      <IconButton
        icon={PhoneOff}
        label={t(isRing ? 'call.declineName' : 'call.endName', { name })}
        onPress={() => (isRing ? session.decline(call.callId) : session.end(call.callId))}
      />
    </li>
  )
}
