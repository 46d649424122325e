import { appError, type AppError } from '../../../src/shared/errors.ts'
import type { Host, HostSlice, HostState, IceServerEntry, Outcome } from '../../../src/shared/host.ts'
import { isRelay, parseIceUri } from '../../../src/shared/ice/uri.ts'
import { isSameName, UserName } from '../../../src/shared/ids.ts'
import type { CallLog } from '../../../src/shared/model/call-log.ts'
import type { Contact } from '../../../src/shared/model/contact.ts'
import { parseServerAddress } from '../../../src/shared/model/server-address.ts'
import { err, ok } from '../../../src/shared/result.ts'
import { createStore } from '../../../src/shared/store.ts'
import { createFakeDesktop, type FakeDesktop, type FakeDesktopOptions } from './fake-desktop.ts'
import { ALICE, contact } from './people.ts'

/** A host that keeps everything in memory, for the screens alone. */
export interface FakeHost extends Host {
  change<K extends keyof HostState>(slice: K, value: HostState[K]): void
  /** As if this computer were in another network now. */
  changeNetwork(): void
  /** What was asked of it, in order. */
  readonly asked: string[]
  /** What the desktop around the window does; null in a browser. */
  readonly desktop: FakeDesktop | null
}

export interface FakeHostOptions {
  readonly hasEmbeddedServer?: boolean
  readonly registration?: 'open' | 'invite' | 'closed'
  /** What the next registration is refused with. */
  readonly refusal?: AppError
  /** The black boxes of calls, by call id. */
  readonly logs?: Readonly<Record<string, CallLog>>
  readonly lent?: readonly IceServerEntry[]
  /** The desktop's own ports; without it, the host is a browser's. */
  readonly desktop?: FakeDesktopOptions
}

const SAFETY_NUMBER = '04821 77310 59264 18035 66902 31147 90058 24613 83720 15496 07351 62889'

export function createFakeHost(initial: HostState, options: FakeHostOptions): FakeHost {
  const state = createStore(initial)
  const listeners = new Set<(change: HostSlice) => void>()
  const networkChanges = createStore(0)
  const asked: string[] = []
  const change: FakeHost['change'] = (slice, value) => {
    state.update((now) => ({ ...now, [slice]: value }))
    for (const listener of listeners) listener({ slice, value } as HostSlice)
  }
  const done = async (what: string): Outcome => {
    asked.push(what)
    return ok(null)
  }
  const updateContact = (who: UserName, fields: Partial<Contact>): void =>
    change(
      'contacts',
      state.get().contacts.map((known) => (isSameName(known.name, who) ? { ...known, ...fields } : known)),
    )
  const nothing = (): (() => void) => () => {}
  const desktop = options.desktop === undefined ? null : createFakeDesktop(options.desktop, done, change)

  return {
    version: '0.1.0',
    asked,
    change,
    changeNetwork: () => networkChanges.update((count) => count + 1),
    state: async () => state.get(),
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    account: {
      async create({ name, server, inviteCode }) {
        asked.push(`create ${name} ${server} ${inviteCode ?? ''}`.trim())
        const parsed = UserName.parse(name)
        change('account', { ...ALICE, name: parsed, server })
        if (options.refusal !== undefined) {
          change('account', null)
          return err(options.refusal)
        }
        change('connection', { status: 'online' })
        return ok(null)
      },
      reconnect: () => done('reconnect'),
      async probe(address) {
        const origin = parseServerAddress(address)
        if (!origin.ok) return origin
        if (address.includes('nobody')) return err(appError('server-unreachable'))
        return ok({ origin: origin.value, registration: options.registration ?? 'open' })
      },
      async remove() {
        change('account', null)
        return ok(null)
      },
      identityFile: desktop?.identityFile ?? null,
    },
    contacts: {
      async add(typed) {
        const name = UserName.safeParse(typed)
        if (!name.success) return err(appError('name-invalid'))
        if (typed === 'nobody') return err(appError('name-unknown'))
        change('contacts', [
          ...state.get().contacts,
          contact(name.data, { consent: 'outgoing', online: null }),
        ])
        return done(`add ${typed}`)
      },
      async accept(name) {
        change(
          'contacts',
          state
            .get()
            .contacts.map((known) =>
              isSameName(known.name, name) ? { ...known, consent: 'mutual', online: true } : known,
            ),
        )
        return done(`accept ${name}`)
      },
      async remove(name) {
        change(
          'contacts',
          state.get().contacts.filter((known) => !isSameName(known.name, name)),
        )
        return done(`remove ${name}`)
      },
      async setBlocked(name, blocked) {
        updateContact(name, { blocked })
        return done(`${blocked ? 'block' : 'unblock'} ${name}`)
      },
      async update(name, fields) {
        updateContact(name, fields)
        return done(`update ${name}`)
      },
      async trustKey(name) {
        const known = state.get().contacts.find((other) => isSameName(other.name, name))
        if (known?.offeredKey == null) return err(appError('contact-unknown'))
        updateContact(name, { publicKey: known.offeredKey, offeredKey: null, verified: false })
        return done(`trust ${name}`)
      },
      safetyNumber: async () => ok(SAFETY_NUMBER),
    },
    history: {
      record: () => done('record'),
      async markSeen() {
        change(
          'history',
          state.get().history.map((entry) => ({ ...entry, seen: true })),
        )
        return done('seen')
      },
      saveLog: () => done('save log'),
      log: async (callId) => ok(options.logs?.[callId] ?? null),
      async clear() {
        change('history', [])
        return done('clear')
      },
    },
    network: {
      async saveServers(drafts) {
        const before = state.get().iceServers
        for (const { id, uri, username, secret } of drafts) {
          const parsed = parseIceUri(uri)
          if (!parsed.ok) return err(appError('ice-server-invalid', parsed.error))
          if (!isRelay(parsed.value)) continue
          if (username === '') return err(appError('ice-server-invalid', 'username-missing'))
          const keeps = secret === undefined && before.some((known) => known.id === id && known.hasSecret)
          if (!keeps && !secret) return err(appError('ice-server-invalid', 'secret-missing'))
        }
        change(
          'iceServers',
          drafts.map(({ secret, ...server }) => ({
            ...server,
            hasSecret:
              secret === undefined
                ? before.some((known) => known.id === server.id && known.hasSecret)
                : secret !== '',
          })),
        )
        return done(`servers ${drafts.map(({ uri }) => uri).join(' ')}`)
      },
      async iceServer(id) {
        const server = state.get().iceServers.find((known) => known.id === id)
        return server === undefined ? err(appError('ice-server-unknown')) : ok({ urls: [server.uri] })
      },
      lentServers: async () => ok(options.lent ?? []),
      onServers: nothing,
      onChanged: (listener) => networkChanges.subscribe(() => listener('network-changed')),
      sockets: null,
    },
    settings: {
      async update(fields) {
        change('settings', { ...state.get().settings, ...fields })
        return done('settings')
      },
    },
    warnings: {
      async dismiss(id) {
        change(
          'warnings',
          state.get().warnings.filter((warning) => warning.id !== id),
        )
        return done(`dismiss ${id}`)
      },
    },
    calls: {
      async prepare(typed) {
        const name = UserName.safeParse(typed)
        if (!name.success) return err(appError('name-invalid'))
        if (typed === 'nobody') return err(appError('name-unknown'))
        const known = state.get().contacts.find((other) => isSameName(other.name, name.data))
        if (known?.offeredKey != null) return err(appError('key-changed'))
        return ok({ name: known?.name ?? name.data, accepted: known?.consent === 'mutual' })
      },
      sign: async () => err(appError('not-connected')),
      send: async () => err(appError('not-connected')),
      verify: async () => err(appError('not-connected')),
      onMessage: nothing,
      onNotice: nothing,
      onTampered: nothing,
      setClaims: () => done('claims'),
      iceConfiguration: async () => ok({ iceServers: [], iceTransportPolicy: 'all' }),
    },
    desktop,
    shell: desktop?.shell ?? null,
    computer: desktop?.computer ?? null,
    embeddedServer: options.hasEmbeddedServer
      ? { start: async () => ok({ origin: 'http://127.0.0.1:7480' }) }
      : null,
    updates: desktop?.updates ?? null,
  }
}
