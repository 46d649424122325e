import { Clock } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Active, Calling, Connecting, RingingOut } from '../../../shared/call/call.ts'
import { isEcho } from '../../../shared/model/echo-contact.ts'
import { assertNever } from '../../../shared/result.ts'
import type { CallView } from '../../call/session.ts'
import { formatDuration } from '../../app/duration.ts'
import { Avatar } from '../../app/ui/avatar.tsx'
import { Notice } from '../../app/ui/notice.tsx'
import { useNow } from '../../app/use-now.ts'
import { useShownName } from '../contacts/use-contacts.ts'
import { CallControls } from './call-controls.tsx'
import { CallDetails } from './call-details.tsx'
import { DeviceLine } from './device-line.tsx'
import { EchoContactNotice } from './echo-contact-notice.tsx'
import { EchoNotices } from './echo-notices.tsx'
import { HeadsetNotice } from './headset-notice.tsx'
import { MicrophoneNotices } from './microphone-notices.tsx'
import { MySound } from './my-sound.tsx'
import { PathBadge } from './path-badge.tsx'
import { PeerSoundButton, PeerSoundText } from './peer-sound.tsx'
import { QualityBadge } from './quality-badge.tsx'
import { UnheardNotice } from './unheard-notice.tsx'

type ShownCall = Calling | RingingOut | Connecting | Active
type StatusKey =
  | 'calling'
  | 'ringing'
  | 'busy'
  | 'offline'
  | 'connecting'
  | 'active'
  | 'heldByMe'
  | 'heldByPeer'
  | 'heldByBoth'
  | 'reconnecting'

export function statusOf(call: ShownCall): StatusKey {
  switch (call.phase) {
    case 'calling':
      return call.calleeOffline ? 'offline' : 'calling'
    case 'ringing-out': {
      const devices = [...call.devices.values()]
      return devices.length > 0 && devices.every((device) => device.busy) ? 'busy' : 'ringing'
    }
    case 'connecting':
      return 'connecting'
    case 'active':
      if (call.link.kind === 'lost') return 'reconnecting'
      if (call.heldByMe) return call.peerState.held ? 'heldByBoth' : 'heldByMe'
      return call.peerState.held ? 'heldByPeer' : 'active'
    default:
      return assertNever(call)
  }
}

/** A call from the dialling to its end: with whom, how it stands, what can be done. */
export function LiveCallPane({ view, call }: { readonly view: CallView; readonly call: ShownCall }) {
  const t = useTranslations('call')
  const name = useShownName()(call.peer)
  const isActive = call.phase === 'active'
  const now = useNow(isActive)
  const [isShowingDetails, setShowingDetails] = useState(false)
  const isOnHold = isActive && (call.heldByMe || call.peerState.held)
  const pane = (
    <section className="call" aria-label={t('region')}>
      <div className="call-head">
        <span
          className="call-avatar"
          data-speaking={view.peerSpeaking}
          data-ringing={call.phase === 'calling' || call.phase === 'ringing-out'}
          data-quiet={isOnHold}
        >
          <Avatar name={call.peer} shownName={name} />
        </span>
        <h1 className="call-name" id="main-heading" tabIndex={-1}>
          {name}
        </h1>
        <p className="call-status" role="status">
          {t(`status.${statusOf(call)}`, { name })}
        </p>
        {isActive && (
          <div className="call-facts">
            <span className="call-timer" role="timer" aria-label={t('timer')}>
              <Clock size={15} aria-hidden />
              {formatDuration(now - call.connectedAt)}
            </span>
            {view.path && <PathBadge path={view.path} />}
            {view.quality && (
              <QualityBadge
                quality={view.quality}
                isOpen={isShowingDetails}
                onPress={() => setShowingDetails(!isShowingDetails)}
              />
            )}
            <PeerSoundButton view={view} name={name} />
          </div>
        )}
        <PeerSoundText view={view} name={name} />
      </div>
      <div className="call-notices">
        {isActive && isEcho(call.peer) && <EchoContactNotice />}
        {isActive && call.link.kind === 'lost' && (
          <Notice tone="warning" role="status" title={t('reconnectingText')}>
            {call.peerOffline && <p>{t('peerOfflineText', { name })}</p>}
          </Notice>
        )}
        {isActive && <HeadsetNotice />}
        <EchoNotices echo={view.echo} name={name} />
        {view.unheard && <UnheardNotice cause={view.unheard} name={name} />}
        <MicrophoneNotices />
        <DeviceLine />
      </div>
      {isActive && <MySound view={view} name={name} isHeld={isOnHold} />}
      <CallControls call={call} />
    </section>
  )
  const hasDetails = isActive && isShowingDetails
  return (
    <div className="call-space">
      <div className="call-layout" data-details={hasDetails}>
        {pane}
        {hasDetails && <CallDetails view={view} name={name} onClose={() => setShowingDetails(false)} />}
      </div>
    </div>
  )
}
