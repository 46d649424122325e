import { BadgeCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { IncomingPanelView, PanelHost } from '../../shared/panel.ts'
import { Avatar } from '../app/ui/avatar.tsx'
import { AnswerButtons } from '../features/incoming/answer-buttons.tsx'

interface IncomingPanelProps {
  readonly view: IncomingPanelView
  readonly command: PanelHost['command']
}

/** The calls that ring, each with its answers. The window becomes as high as they need. */
export function IncomingPanel({ view, command }: IncomingPanelProps) {
  const t = useTranslations('incoming')
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = list.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      command({ type: 'fit', height: Math.min(900, Math.max(40, Math.ceil(element.scrollHeight))) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [command])
  const { calls, isInCall } = view
  const [first] = calls
  return (
    <main className="panel panel-incoming" ref={list}>
      <h1 className="visually-hidden">{t('region')}</h1>
      <p className="visually-hidden" role="alert">
        {first !== undefined && t('calling', { name: first.shownName })}
      </p>
      {calls.map(({ callId, peer, shownName, isContact, verified }) => (
        <section key={callId} className="panel-call" aria-label={t('calling', { name: shownName })}>
          <div className="panel-head">
            <Avatar name={peer} shownName={shownName} />
            <div className="panel-text">
              <p className="panel-name">
                <span>{shownName}</span>
                {verified && <BadgeCheck size={16} aria-label={t('verified')} role="img" />}
              </p>
              <p className="small quiet">{isInCall ? t('hintBusy') : t(isContact ? 'hint' : 'stranger')}</p>
            </div>
          </div>
          <AnswerButtons
            isBusy={isInCall}
            onAccept={() => command({ type: 'accept', callId })}
            onDecline={(note) => command({ type: 'decline', callId, note })}
            onIgnore={() => command({ type: 'ignore', callId })}
          />
        </section>
      ))}
    </main>
  )
}
