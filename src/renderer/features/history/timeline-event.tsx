import {
  Activity,
  Cloud,
  CloudOff,
  Ear,
  Mic,
  MicOff,
  Pause,
  Phone,
  PhoneOff,
  Play,
  RefreshCw,
  Route,
  Speaker,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { EndReason } from '../../../shared/call/call.ts'
import type { LogEvent } from '../../../shared/model/call-log.ts'
import { assertNever } from '../../../shared/result.ts'

const ICONS = {
  phone: Phone,
  path: Route,
  lost: Unplug,
  back: Activity,
  restart: RefreshCw,
  online: Cloud,
  offline: CloudOff,
  microphone: Mic,
  speaker: Speaker,
  muted: MicOff,
  held: Pause,
  resumed: Play,
  trouble: TriangleAlert,
  unheard: Ear,
  end: PhoneOff,
} as const satisfies Record<string, LucideIcon>

/** One line of a call's record: a sign and a sentence. */
export function TimelineEvent({ event, name }: { readonly event: LogEvent; readonly name: string }) {
  const Icon = ICONS[iconOf(event)]
  const text = useEventText()(event, name)
  return (
    <>
      <Icon size={16} aria-hidden />
      <span className="timeline-text">{text}</span>
    </>
  )
}

function useEventText(): (event: LogEvent, name: string) => string {
  const t = useTranslations('quality.timeline')
  const ends = useTranslations('ends')
  const format = useFormatter()
  const percent = (share: number): string => format.number(share * 100, { maximumFractionDigits: 0 })
  return (event, name) => {
    switch (event.kind) {
      case 'phase':
        return t(`phase.${event.phase}`)
      case 'path':
        return event.path === 'relayed'
          ? t('path.relayed', {
              relay: event.relay === '' ? t('unknownRelay') : event.relay,
              protocol: event.protocol.toUpperCase(),
            })
          : t(`path.${event.path}`, { local: event.local || '…', remote: event.remote || '…' })
      case 'media-lost':
        return t('media-lost')
      case 'media-back':
        return t('media-back', {
          seconds: format.number(event.afterMs / 1000, { maximumFractionDigits: 1 }),
        })
      case 'ice-restart':
        return t(`restart.${event.cause}`)
      case 'server':
        return t(event.online ? 'serverOnline' : 'serverOffline')
      case 'peer-server':
        return t(event.online ? 'peerServerOnline' : 'peerServerOffline', { name })
      case 'mute':
        if (event.side === 'me') return t(event.muted ? 'muted' : 'unmuted')
        return t(event.muted ? 'peerMuted' : 'peerUnmuted', { name })
      case 'hold':
        if (event.side === 'me') return t(event.held ? 'held' : 'resumed')
        return t(event.held ? 'peerHeld' : 'peerResumed', { name })
      case 'microphone':
        return event.state === 'open' ? t('microphone', { label: event.label }) : t('microphoneFailed')
      case 'speaker':
        return event.label === '' ? t('systemSpeaker') : t('speaker', { label: event.label })
      case 'loss': {
        const received = percent(event.received)
        return event.sent === null
          ? t('lossReceived', { received })
          : t('loss', { received, sent: percent(event.sent), name })
      }
      case 'unheard':
        return t('unheard', { name })
      case 'echo':
        return t(event.side === 'me' ? 'echo' : 'peerEcho', { name })
      case 'ice-error':
        return t('iceError', { uri: event.uri, code: String(event.code), text: event.text })
      case 'end': {
        if (event.by === 'me' || event.by === 'peer') return t(`end.${event.by}`, { name })
        const key = `${event.reason as EndReason}.title` as const
        // A log of another version may name a reason that this one does not know.
        return t('end.other', { reason: ends.has(key) ? ends(key, { name }) : event.reason })
      }
      default:
        return assertNever(event)
    }
  }
}

function iconOf(event: LogEvent): keyof typeof ICONS {
  switch (event.kind) {
    case 'phase':
      return 'phone'
    case 'path':
      return 'path'
    case 'media-lost':
      return 'lost'
    case 'media-back':
      return 'back'
    case 'ice-restart':
      return 'restart'
    case 'server':
    case 'peer-server':
      return event.online ? 'online' : 'offline'
    case 'mute':
      return event.muted ? 'muted' : 'microphone'
    case 'hold':
      return event.held ? 'held' : 'resumed'
    case 'microphone':
      return event.state === 'open' ? 'microphone' : 'muted'
    case 'speaker':
      return 'speaker'
    case 'loss':
    case 'ice-error':
      return 'trouble'
    case 'unheard':
    case 'echo':
      return 'unheard'
    case 'end':
      return 'end'
    default:
      return assertNever(event)
  }
}
