import { assertNever } from '../result.ts'
import type { CallLog, LogEvent } from './call-log.ts'
import type { HistoryEntry } from './history.ts'

/**
 * A call as text for whoever is to help: in English, without names, addresses and device names. What kind of address it
 * was stays, because that is what helps.
 */
export function callReport(
  entry: Pick<HistoryEntry, 'direction' | 'outcome' | 'startedAt' | 'durationMs' | 'reason'>,
  log: CallLog,
  version: string,
): string {
  const duration = entry.durationMs === null ? 'not answered' : `${Math.round(entry.durationMs / 1000)} s`
  return [
    `Tincan ${version}, call report`,
    `${entry.direction} call, ${new Date(entry.startedAt).toISOString()}, ${entry.outcome}, ${duration}`,
    ...log.map(({ atMs, event }) => `${seconds(atMs)}  ${describe(event)}`),
    '',
  ].join('\n')
}

const seconds = (ms: number): string => `+${(ms / 1000).toFixed(2)} s`.padStart(11)
const percent = (share: number): string => `${Math.round(share * 100)} %`

function describe(event: LogEvent): string {
  switch (event.kind) {
    case 'phase':
      return event.phase
    case 'path': {
      const relay =
        event.path === 'relayed' ? `, relay ${event.relay === '' ? 'of the peer' : '[relay]'}` : ''
      const ends = `${kindOfAddress(event.local)} to ${kindOfAddress(event.remote)}`
      return `path ${event.path} over ${event.protocol}, ${ends}${relay}`
    }
    case 'media-lost':
      return 'media lost'
    case 'media-back':
      return `media back after ${Math.round(event.afterMs)} ms`
    case 'ice-restart':
      return `ICE restart (${event.cause})`
    case 'server':
      return `signaling ${event.online ? 'online' : 'offline'}`
    case 'peer-server':
      return `signaling of the peer ${event.online ? 'online' : 'offline'}`
    case 'mute':
      return `${event.side} ${event.muted ? 'muted' : 'unmuted'}`
    case 'hold':
      return `${event.side} ${event.held ? 'held' : 'resumed'}`
    case 'microphone':
      return `microphone ${event.state}`
    case 'speaker':
      return 'speaker set'
    case 'loss': {
      const sent = event.sent === null ? 'unknown' : percent(event.sent)
      const rtt = event.rttMs === null ? '' : `, round trip ${Math.round(event.rttMs)} ms`
      return `loss received ${percent(event.received)}, sent ${sent}${rtt}`
    }
    case 'unheard':
      return `not heard by the peer (${plain(event.cause)})`
    case 'echo':
      return event.side === 'me' ? 'own voice came back from the peer' : 'voice of the peer came back to them'
    case 'ice-error':
      return `ICE error ${event.code} of ${withoutHost(event.uri)}`
    case 'end':
      return `ended by ${event.by} (${plain(event.reason)})`
    default:
      return assertNever(event)
  }
}

/** A reason code; anything else is not repeated. */
function plain(text: string): string {
  return /^[a-z]+(-[a-z]+)*$/.test(text) && text.length <= 40 ? text : 'other'
}

/** `turn:[host]?transport=udp`: scheme and transport, and no more. */
function withoutHost(uri: string): string {
  const scheme = /^(stuns?|turns?):/i.exec(uri)?.[1]?.toLowerCase() ?? 'unknown'
  const transport = /[?&]transport=(udp|tcp)\b/i.exec(uri)?.[1]?.toLowerCase()
  return `${scheme}:[host]${transport === undefined ? '' : `?transport=${transport}`}`
}

function kindOfAddress(address: string): string {
  if (address === '') return '[hidden]'
  if (address.endsWith('.local')) return '[hidden host]'
  if (address.includes(':')) return /^(fe[89ab]|f[cd])/i.test(address) ? '[private IPv6]' : '[IPv6]'
  const isPrivate = /^(10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(address)
  return isPrivate ? '[private IPv4]' : '[public IPv4]'
}
