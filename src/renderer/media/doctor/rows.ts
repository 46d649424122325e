import type { AppError } from '../../../shared/errors.ts'
import type { Host, HostState, IceServerEntry } from '../../../shared/host.ts'
import { isRelay, parseIceUri } from '../../../shared/ice/uri.ts'
import type { IceServerId } from '../../../shared/ids.ts'
import { PUBLIC_STUN_URLS } from '../../../shared/model/settings.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { RowSource, RowTest } from './doctor.ts'
import { runningTest } from './transport-test.ts'
import { waysOf, type Way } from './transports.ts'

/** A row to be tested, with what a connection needs for it, or why there is none, e.g. a secret that cannot be read. */
export interface Row extends Omit<RowTest, 'transports'> {
  readonly ways: readonly Way[]
  readonly entry: Result<IceServerEntry, AppError>
}

type Known = Pick<HostState, 'iceServers' | 'settings'>

/** Everything that a call would use: own servers that are on, lent ones, and the public list. */
export async function allRows(network: Host['network'], now: Known): Promise<Row[]> {
  const enabled = now.iceServers.filter((server) => server.enabled).map(({ id }) => id)
  const own = await ownRows(network, now, enabled)
  const lent = await network.lentServers()
  const lentRows = (lent.ok ? lent.value : []).flatMap((entry) =>
    entry.urls.flatMap((uri) => toRow(now, { kind: 'lent', uri }, uri, ok(entry))),
  )
  const publicRows = (now.settings.publicStun ? PUBLIC_STUN_URLS : []).flatMap((uri) =>
    toRow(now, { kind: 'public', uri }, uri, ok({ urls: [uri] })),
  )
  return [...own, ...lentRows, ...publicRows]
}

/** Those of the given own servers that are still in the list, and may be asked. */
export async function ownRows(
  network: Host['network'],
  now: Known,
  ids: readonly IceServerId[],
): Promise<Row[]> {
  const servers = ids.flatMap((id) => now.iceServers.find((known) => known.id === id) ?? [])
  const rows = servers.map(async ({ id, uri, enabled }) =>
    toRow(now, { kind: 'own', id }, uri, await network.iceServer(id), enabled),
  )
  return (await Promise.all(rows)).flat()
}

/** With "hide my IP" for relays alone: a STUN server would learn the address, by the test as by a call. */
function toRow(
  { settings }: Known,
  source: RowSource,
  uri: string,
  entry: Row['entry'],
  isUsed = true,
): Row[] {
  const parsed = parseIceUri(uri)
  if (!parsed.ok || (settings.iceTransportPolicy === 'relay' && !isRelay(parsed.value))) return []
  return [{ source, uri, isUsed, entry, ways: waysOf(parsed.value) }]
}

export const startedRow = ({ source, uri, isUsed, ways }: Row): RowTest => ({
  source,
  uri,
  isUsed,
  transports: ways.map(runningTest),
})
