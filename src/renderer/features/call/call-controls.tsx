import { Mic, MicOff, Pause, PhoneOff, Play, type LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { LiveCall } from '../../../shared/call/call.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { useShortcuts } from '../../app/use-shortcuts.ts'

/** Mute, hold and end. Mute tells the truth of the track where there is one, else the wish. */
export function CallControls({ call }: { readonly call: LiveCall }) {
  const t = useTranslations('call')
  const session = useCallSession()
  const { microphone, mutedWish } = useCalls()
  const isMuted = microphone.status === 'open' ? microphone.muted : mutedWish
  const isHeld = 'heldByMe' in call && call.heldByMe
  const isAccepted = call.phase === 'active' || call.phase === 'connecting'
  const isDialling = call.phase === 'calling' || call.phase === 'ringing-out'
  const toggleMute = (): void => session.setMuted(!isMuted)
  const toggleHold = (): void => session.setHeld(call.callId, !isHeld)
  const end = (): void => session.end(call.callId)
  useShortcuts({
    M: toggleMute,
    'Alt+M': toggleMute,
    H: isAccepted ? toggleHold : null,
    'Alt+H': isAccepted ? toggleHold : null,
    Escape: isDialling ? end : null,
  })
  return (
    <div className="call-controls" role="group" aria-label={t('controls')}>
      <Control
        icon={isMuted ? MicOff : Mic}
        text={t(isMuted ? 'unmute' : 'mute')}
        shortcut="M"
        tone={isMuted ? 'on' : 'plain'}
        onPress={toggleMute}
      />
      {isAccepted && (
        <Control
          icon={isHeld ? Play : Pause}
          text={t(isHeld ? 'resume' : 'hold')}
          shortcut="H"
          tone={isHeld ? 'on' : 'plain'}
          onPress={toggleHold}
        />
      )}
      <Control
        icon={PhoneOff}
        text={t('end')}
        {...(isDialling && { shortcut: 'Esc' })}
        tone="danger"
        onPress={end}
      />
    </div>
  )
}

interface ControlProps {
  readonly icon: LucideIcon
  readonly text: string
  readonly shortcut?: string
  readonly tone: 'plain' | 'on' | 'danger'
  readonly onPress: () => void
}

/** A round button over its name. */
function Control({ icon: Icon, text, shortcut, tone, onPress }: ControlProps) {
  return (
    <Button className="control" data-tone={tone} aria-label={text} onPress={onPress}>
      <span className="control-disc">
        <Icon size={22} aria-hidden />
      </span>
      <span className="control-text">
        {text}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </span>
    </Button>
  )
}
