import { Mic, MicOff, Pause } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { AUDIBLE } from '../../../shared/quality/hearing.ts'
import type { CallView } from '../../call/session.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { TalkKeyCaps } from '../shortcuts/talk-key-caps.tsx'

interface MySoundProps {
  readonly view: CallView
  readonly name: string
  readonly isHeld: boolean
}

/** What my microphone does, by the truth of its track, with a bar that follows my voice. */
export function MySound({ view, name, isHeld }: MySoundProps) {
  const t = useTranslations('call')
  const quality = useTranslations('quality')
  const talk = useTranslations('talk.call')
  const session = useCallSession()
  const { microphone, deafened } = useCalls()
  const { talkMode, talkKey } = useHostState('settings')
  const bar = useRef<HTMLSpanElement>(null)
  const { callId } = view.call
  const isOpen = microphone.status === 'open'
  const isMuted = isOpen && microphone.muted
  const isSilent = isOpen && !microphone.sending
  useEffect(() => {
    let shown = 0
    let frame = requestAnimationFrame(function draw() {
      shown = Math.max(Math.sqrt(session.levels(callId).mine), shown * 0.9)
      bar.current?.style.setProperty('--level', shown.toFixed(3))
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [session, callId])
  if (microphone.status === 'failed') return null
  const isWaitingForKey = isSilent && !isMuted && !isHeld && talkMode === 'push-to-talk'
  const Icon = isHeld ? Pause : isSilent ? MicOff : Mic
  const text = ((): string => {
    if (!isOpen) return t('microphoneOpening')
    if (isHeld) return t('meHeld')
    if (isMuted) return deafened ? talk('deafened') : t('meMuted')
    if (isSilent) return talk(talkMode === 'push-to-talk' ? 'keyUp' : 'keyDown')
    if (microphone.gate === 'failed') return talk('gateFailed')
    if (!view.meSpeaking) return t('meQuiet')
    // The other side says so itself.
    const isHeard = view.unheard === null && (view.samples.at(-1)?.peer?.level ?? 0) >= AUDIBLE
    return isHeard ? quality('heard', { name }) : t('meSpeaking')
  })()
  return (
    <div className="my-sound" data-muted={isMuted && !isHeld}>
      <Icon size={16} aria-hidden />
      {isWaitingForKey && <TalkKeyCaps talkKey={talkKey} />}
      {/* Speech comes and goes too often to be read aloud; mute and hold do not. */}
      <span role={isMuted || isHeld ? 'status' : undefined}>{text}</span>
      <span className="meter-track my-sound-level" aria-hidden>
        <span ref={bar} className="meter-fill" />
      </span>
    </div>
  )
}
