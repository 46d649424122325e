import { Mic, MicOff, Pause } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { CallView } from '../../call/session.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'

interface MySoundProps {
  readonly view: CallView
  readonly isHeld: boolean
}

/** What my microphone does, by the truth of its track, with a bar that follows my voice. */
export function MySound({ view, isHeld }: MySoundProps) {
  const t = useTranslations('call')
  const session = useCallSession()
  const { microphone } = useCalls()
  const bar = useRef<HTMLSpanElement>(null)
  const { callId } = view.call
  const isOpen = microphone.status === 'open'
  const isMuted = isOpen && microphone.muted
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
  const Icon = isHeld ? Pause : isMuted ? MicOff : Mic
  const text = ((): string => {
    if (!isOpen) return t('microphoneOpening')
    if (isHeld) return t('meHeld')
    if (isMuted) return t('meMuted')
    return t(view.meSpeaking ? 'meSpeaking' : 'meQuiet')
  })()
  return (
    <div className="my-sound" data-muted={isMuted && !isHeld}>
      <Icon size={16} aria-hidden />
      {/* Speech comes and goes too often to be read aloud; mute and hold do not. */}
      <span role={isMuted || isHeld ? 'status' : undefined}>{text}</span>
      <span className="meter-track my-sound-level" aria-hidden>
        <span ref={bar} className="meter-fill" />
      </span>
    </div>
  )
}
