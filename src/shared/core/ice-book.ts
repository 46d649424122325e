import { appError, type AppError } from '../errors.ts'
import type { HostWarning, IceServerEntry } from '../host.ts'
import type { DataStore, SecretStore } from '../host-ports.ts'
import { faultOfDrafts } from '../ice/draft-fault.ts'
import { isRelay, parseIceUri, urlsOf } from '../ice/uri.ts'
import type { IceServerId } from '../ids.ts'
import { IceServer, type IceServerDraft, type IceServerView } from '../model/ice-server.ts'
import { createQueue } from '../queue.ts'
import { err, ok, type Result } from '../result.ts'
import { createStore, type ReadableStore } from '../store.ts'

const toKey = (id: IceServerId): string => `ice-server:${id}`

/** The person's own STUN and TURN servers: the list in the data, the secrets in the keychain. */
export interface IceBook {
  readonly views: ReadableStore<readonly IceServerView[]>
  /** Replaces the list. A row that is not right, or a medium that refuses, changes nothing. */
  save(drafts: readonly IceServerDraft[]): Promise<Result<null, AppError>>
  /** With its secret. Fails with `ice-server-unknown` and `ice-secret-unreadable`. */
  entry(id: IceServerId): Promise<Result<IceServerEntry, AppError>>
  /** The servers that are switched on, in their order. One whose secret cannot be read is left out, and said once. */
  entries(): Promise<IceServerEntry[]>
}

export async function createIceBook(
  data: DataStore,
  secrets: SecretStore,
  warn: (warning: HostWarning) => void,
): Promise<IceBook> {
  const withSecret = async (server: IceServer): Promise<IceServerView> => ({
    ...server,
    hasSecret: await secrets.has(toKey(server.id)),
  })
  const stored = (await data.iceServers()).filter((server) => parseIceUri(server.uri).ok)
  const views = createStore<readonly IceServerView[]>(await Promise.all(stored.map(withSecret)))
  const inTurn = createQueue()
  /** Rows whose secret could not be read, so that a warning which was dismissed does not come back at once. */
  const told = new Set<IceServerId>()

  const entryOf = async ({ id, uri, username }: IceServer): Promise<Result<IceServerEntry, AppError>> => {
    const parsed = parseIceUri(uri)
    if (!parsed.ok) return err(appError('ice-server-unknown'))
    const urls = urlsOf(parsed.value)
    if (!isRelay(parsed.value)) return ok({ urls })
    const credential = await secrets.get(toKey(id)).catch(() => null)
    if (credential === null) return err(appError('ice-secret-unreadable', parsed.value.host))
    return ok({ urls, username, credential })
  }

  /** Writes the secrets and then the list; what was written is taken back where the medium refuses the rest. */
  const write = async (drafts: readonly IceServerDraft[], servers: readonly IceServer[]): Promise<void> => {
    const undo: (() => Promise<void>)[] = []
    try {
      for (const { id, secret = '' } of drafts) {
        if (secret === '') continue
        const old = await secrets.get(toKey(id)).catch(() => undefined)
        if (old === null) undo.push(() => secrets.remove(toKey(id)))
        else if (old !== undefined) undo.push(() => secrets.put(toKey(id), old))
        await secrets.put(toKey(id), secret)
      }
      await data.putIceServers(servers)
    } catch (error) {
      for (const step of undo) await step().catch(() => {})
      throw error
    }
  }

  const save: IceBook['save'] = async (drafts) => {
    const known = new Map(views.get().map((view) => [view.id, view]))
    if (new Set(drafts.map(({ id }) => id)).size < drafts.length) return err(appError('bad-request', 'id'))
    const fault = faultOfDrafts(drafts, (id) => known.get(id)?.hasSecret === true)
    if (fault !== null) return err(appError('ice-server-invalid', fault))
    const servers = drafts.map((draft) => IceServer.parse(draft))
    await write(drafts, servers)
    const kept = new Set(drafts.filter(({ secret }) => secret !== '').map(({ id }) => id))
    const obsolete = [...known.keys(), ...drafts.map(({ id }) => id)].filter((id) => !kept.has(id))
    try {
      // Last, so that no row is ever without the secret that it needs.
      for (const id of obsolete) await secrets.remove(toKey(id))
    } finally {
      views.set(await Promise.all(servers.map(withSecret)))
    }
    return ok(null)
  }

  return {
    views,
    save: (drafts) => inTurn(() => save(drafts)),
    async entry(id) {
      const server = views.get().find((view) => view.id === id)
      return server === undefined ? err(appError('ice-server-unknown')) : entryOf(server)
    },
    async entries() {
      const enabled = views.get().filter((view) => view.enabled)
      const results = await Promise.all(enabled.map(entryOf))
      for (const [index, { id }] of enabled.entries()) {
        const result = results[index]
        if (result?.ok !== false) told.delete(id)
        else if (!told.has(id)) {
          told.add(id)
          warn({ id: `${result.error.code}:${id}`, error: result.error })
        }
      }
      return results.flatMap((result) => (result.ok ? [result.value] : []))
    },
  }
}
