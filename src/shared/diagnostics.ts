import { parseIceUri } from './ice/uri.ts'
import type { Connection, HostState } from './host.ts'
import type { ComputerFacts } from './model/computer.ts'
import type { Settings } from './model/settings.ts'
import type { KeyStatus } from './model/shortcut.ts'
import type { UpdateState } from './model/update.ts'
import { PROTOCOL_VERSION } from './protocol/version.ts'

export interface DiagnosticsSources {
  readonly state: HostState
  readonly version: string
  /** Null in a browser. */
  readonly facts: ComputerFacts | null
  /** As the browser names itself. */
  readonly browser: string
  readonly update: UpdateState | null
  readonly keys: KeyStatus | null
}

/** Whether a setting may be told to others. What names a device, which may bear its owner's name, is not. */
const IS_PUBLIC: Readonly<Record<keyof Settings, boolean>> = {
  language: true,
  theme: true,
  reach: true,
  preconnect: true,
  iceTransportPolicy: true,
  publicStun: true,
  microphones: false,
  speakers: false,
  ringtone: true,
  ringSpeakers: false,
  ringAlsoOnDefault: true,
  doNotDisturb: true,
  notifications: true,
  notificationNames: true,
  closeToTray: true,
  closeHintSeen: true,
  startAtLogin: true,
  updates: true,
  miniWindow: true,
  talkMode: true,
  talkKey: true,
  talkReleaseMs: true,
  gate: true,
  cueSounds: true,
  idleMuteMinutes: true,
  processing: true,
  levelling: true,
  bitrate: true,
  redundancy: true,
  lowBandwidth: true,
  audioBuffers: true,
  headsetHint: true,
  shortcuts: true,
  globalShortcuts: true,
}

/**
 * What helps to find a fault: versions, settings and counts. It names nobody: no names, keys, servers, devices or folders.
 * English in every language, because whoever helps has to read it.
 */
export function diagnosticsOf(sources: DiagnosticsSources): string {
  const { state, version, facts, browser, update, keys } = sources
  const { account, contacts, history, iceServers, warnings } = state
  const accepted = contacts.filter(({ consent }) => consent === 'mutual').length
  const blocked = contacts.filter((contact) => contact.blocked).length
  const facets: Readonly<Record<string, string | number>> = {
    Tincan: version,
    Protocol: PROTOCOL_VERSION,
    ...(facts === null
      ? { Browser: browser }
      : { System: facts.system, Electron: facts.electron, Chromium: facts.chromium }),
    Key: account === null ? 'none' : `protected by ${account.protection}`,
    Connection: connectionText(state.connection),
    Contacts: `${contacts.length} (${accepted} accepted, ${blocked} blocked)`,
    Calls: history.length,
    'Own servers': listOf(iceServers.map(({ uri }) => schemeOf(uri))),
    Warnings: listOf(warnings.map(({ error }) => error.code)),
    ...(update !== null && { Update: update.status }),
    ...(keys !== null && { Keys: `by the ${keys.by}, talk ${keys.talk}, refused ${listOf(keys.refused)}` }),
  }
  const settings = Object.entries(state.settings).filter(([name]) => IS_PUBLIC[name as keyof Settings])
  return [
    ...Object.entries(facets).map(([name, value]) => `${name}: ${value}`),
    'Settings:',
    ...settings.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
  ].join('\n')
}

const listOf = (words: readonly string[]): string => words.join(', ') || 'none'

function connectionText(connection: Connection): string {
  const error = 'error' in connection ? connection.error : null
  return error === null ? connection.status : `${connection.status} (${error.code})`
}

function schemeOf(uri: string): string {
  const parsed = parseIceUri(uri)
  return parsed.ok ? parsed.value.scheme : 'invalid'
}
