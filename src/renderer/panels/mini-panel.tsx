import { Mic, MicOff, PhoneOff } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { MiniPanelView, PanelHost } from '../../shared/panel.ts'
import { formatDuration } from '../app/duration.ts'
import { useNow } from '../app/use-now.ts'

interface MiniPanelProps {
  readonly view: MiniPanelView
  readonly command: PanelHost['command']
}

/** The call that goes on while its window is out of sight. It is moved by any place that is no button. */
export function MiniPanel({ view: { call }, command }: MiniPanelProps) {
  const t = useTranslations('call')
  const now = useNow(call !== null)
  if (call === null) return null
  const { callId, shownName, isDialling, muted, held, since } = call
  const status = held
    ? t('status.heldByMe')
    : since === null
      ? t(isDialling ? 'status.calling' : 'status.connecting', { name: shownName })
      : formatDuration(now - since)
  return (
    <main className="panel panel-mini">
      <h1 className="visually-hidden">{t('region')}</h1>
      <div className="panel-text">
        <Button
          className="panel-open"
          onPress={() => command({ type: 'open' })}
          aria-label={t('openCall', { name: shownName })}
        >
          {shownName}
        </Button>
        <p className="small quiet panel-time" role="timer">
          {status}
        </p>
      </div>
      <Button
        className="icon-button"
        data-tone={muted ? 'danger' : 'quiet'}
        aria-label={t(muted ? 'unmute' : 'mute')}
        onPress={() => command({ type: 'toggle-mute' })}
      >
        {muted ? <MicOff size={18} aria-hidden /> : <Mic size={18} aria-hidden />}
      </Button>
      <Button
        className="icon-button"
        data-tone="danger"
        aria-label={t('end')}
        onPress={() => command({ type: 'end', callId })}
      >
        <PhoneOff size={18} aria-hidden />
      </Button>
    </main>
  )
}
