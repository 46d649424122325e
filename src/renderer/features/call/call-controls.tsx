import {
  HeadphoneOff,
  Headphones,
  Mic,
  MicOff,
  Pause,
  PhoneOff,
  PictureInPicture2,
  Play,
  type LucideIcon,
} from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { LiveCall } from '../../../shared/call/call.ts'
import type { LocalAction } from '../../../shared/model/shortcut.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { KeyCaps } from '../../app/keys/key-caps.tsx'
import { useEscape } from '../../app/keys/use-escape.ts'
import { useKeyHints } from '../../app/keys/use-key-hints.ts'
import { useShortcuts } from '../../app/keys/use-shortcuts.ts'
import { withKeys } from '../../app/keys/with-keys.tsx'
import { useHost } from '../../host/host-provider.tsx'

/** Mute, deafen, hold, the small window where there is one, and end. Mute tells the truth of the track where there is one, else the wish. */
export function CallControls({ call }: { readonly call: LiveCall }) {
  const t = useTranslations('call')
  const talk = useTranslations('talk.call')
  const session = useCallSession()
  const { shell } = useHost()
  const { microphone, mutedWish, deafened } = useCalls()
  const isMuted = microphone.status === 'open' ? microphone.muted : mutedWish
  const isHeld = 'heldByMe' in call && call.heldByMe
  const isAccepted = call.phase === 'active' || call.phase === 'connecting'
  const isDialling = call.phase === 'calling' || call.phase === 'ringing-out'
  const toggleMute = (): void => session.setMuted(!isMuted)
  const toggleHold = (): void => session.setHeld(call.callId, !isHeld)
  const end = (): void => session.end(call.callId)
  const toggleDeafen = (): void => session.setDeafened(!deafened)
  useShortcuts({
    'toggle-mute': toggleMute,
    'toggle-deafen': toggleDeafen,
    'toggle-hold': isAccepted ? toggleHold : null,
    end,
  })
  useEscape(isDialling ? end : null)
  return (
    <div className="call-controls" role="group" aria-label={t('controls')}>
      <Control
        icon={isMuted ? MicOff : Mic}
        text={t(isMuted ? 'unmute' : 'mute')}
        action="toggle-mute"
        tone={isMuted ? 'on' : 'plain'}
        onPress={toggleMute}
      />
      <Control
        icon={deafened ? HeadphoneOff : Headphones}
        text={talk(deafened ? 'undeafen' : 'deafen')}
        action="toggle-deafen"
        tone={deafened ? 'on' : 'plain'}
        onPress={toggleDeafen}
      />
      {isAccepted && (
        <Control
          icon={isHeld ? Play : Pause}
          text={t(isHeld ? 'resume' : 'hold')}
          action="toggle-hold"
          tone={isHeld ? 'on' : 'plain'}
          onPress={toggleHold}
        />
      )}
      {isAccepted && shell !== null && (
        <Control
          icon={PictureInPicture2}
          text={t('mini')}
          tone="plain"
          onPress={() => void shell.showMini()}
        />
      )}
      <Control icon={PhoneOff} text={t('end')} action="end" tone="danger" onPress={end} />
    </div>
  )
}

interface ControlProps {
  readonly icon: LucideIcon
  readonly text: string
  /** The action that it stands for, whose key it shows. */
  readonly action?: LocalAction
  readonly tone: 'plain' | 'on' | 'danger'
  readonly onPress: () => void
}

/** A round button over its name. */
function Control({ icon: Icon, text, action, tone, onPress }: ControlProps) {
  const hintOf = useKeyHints()
  const keys = action === undefined ? null : hintOf(action)
  return (
    <Button
      render={withKeys(keys?.aria)}
      className="control"
      data-tone={tone}
      aria-label={text}
      onPress={onPress}
    >
      <span className="control-disc">
        <Icon size={22} aria-hidden />
      </span>
      <span className="control-text">
        {text}
        {keys?.chord != null && <KeyCaps chord={keys.chord} />}
      </span>
    </Button>
  )
}
