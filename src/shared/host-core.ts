import type { Clock } from './clock.ts'
import { createAccountDesk } from './core/account-desk.ts'
import { createCallDesk } from './core/call-desk.ts'
import { createCallMail } from './core/call-mail.ts'
import { createContactBook } from './core/contact-book.ts'
import { createContactDesk } from './core/contact-desk.ts'
import { createHistoryLog } from './core/history-log.ts'
import { createIceBook } from './core/ice-book.ts'
import { createNetworkDesk } from './core/network-desk.ts'
import { createWarningBoard } from './core/warning-board.ts'
import { appError, type AppError } from './errors.ts'
import type { Host, HostSlice, HostState, HostWarning, Outcome } from './host.ts'
import type { NetworkChange } from './network/change.ts'
import type { DataStore, KeyStore, SecretStore, SocketFactory } from './host-ports.ts'
import type { Crypto } from './identity/crypto.ts'
import { isSameName, type UserName } from './ids.ts'
import { Settings } from './model/settings.ts'
import type { Reach, ServerEventData, ServerEventName, Welcome } from './protocol/signaling-events.ts'
import { createQueue } from './queue.ts'
import { ok, type Result } from './result.ts'
import { createStore } from './store.ts'

export interface HostCoreParts {
  readonly data: DataStore
  readonly keys: KeyStore
  readonly secrets: SecretStore
  readonly sockets: Host['network']['sockets']
  readonly openSocket: SocketFactory
  readonly crypto: Crypto
  readonly clock: Clock
  /** A number from 0 to 1. */
  readonly random: () => number
  readonly uuid: () => string
  readonly client: 'desktop' | 'browser'
  readonly version: string
  /** What the storage already has to tell, e.g. that it was damaged. */
  readonly warnings: readonly HostWarning[]
}

/** A host without the capabilities of its platform. */
export type HostCore = Omit<Host, 'shell' | 'computer' | 'embeddedServer' | 'updates'> & {
  /** Takes an identity whose key is in the key store now, and connects. */
  adopt(who: { readonly name: UserName; readonly server: string }): Outcome
  /** The network changed, or the computer woke up: the server is tried at once, and calls look for a new way. */
  wake(change: NetworkChange): void
  /** A warning that came up while the app runs. */
  warn(warning: HostWarning): void
  /** The screen is gone, and its calls with it: the other sides are told, as far as the server can be reached. */
  abandonCalls(): Promise<void>
  close(): void
}

/** All that a host does which does not depend on where it runs: accounts, contacts, history, settings, signaling. */
export async function createHostCore(parts: HostCoreParts): Promise<HostCore> {
  const { data, clock } = parts
  const contacts = await createContactBook(data)
  const history = await createHistoryLog(data)
  const settings = createStore<Settings>(await data.settings())
  const board = createWarningBoard(parts.warnings)
  const book = await createIceBook(data, parts.secrets, board.warn)
  const { guard } = board
  /** For deeds that have nothing to say but that they are done. */
  const guarded = (deed: () => Promise<unknown>): Promise<Result<null, AppError>> =>
    guard(() => deed().then(() => ok(null)))

  /** Who may ring me: until there is a first contact, everyone can; nobody could be reached otherwise. */
  const reach = (): Reach => {
    const wish = settings.get().reach
    if (wish !== 'automatic') return wish
    return contacts.views.get().some((contact) => contact.consent === 'mutual') ? 'contacts' : 'everyone'
  }

  const handleWelcome = async (welcome: Welcome): Promise<void> => {
    // The roster first: it says whose keys are pinned when the calls that ring are checked.
    await guarded(() => contacts.mergeRoster(welcome.roster, clock.now()))
    for (const notice of welcome.notices) calls.notices.post(notice)
    for (const delivery of welcome.ringing) mail.deliver(delivery)
    await guarded(() => keepMissed(welcome.missed))
  }

  const keepMissed = async (missed: Welcome['missed']): Promise<void> => {
    if (missed.length === 0) return
    await history.recordMissed(missed)
    await desk.request('missed.seen', { callIds: missed.map((call) => call.callId) })
  }

  const handleEvent = <K extends ServerEventName>(event: K, data: ServerEventData<K>): void => {
    const handlers: { [N in ServerEventName]: (data: ServerEventData<N>) => void } = {
      'auth.challenge': () => {},
      'server.closing': () => {},
      'roster.changed': (entry) => void guarded(() => contacts.mergeRosterEntry(entry, clock.now())),
      'missed.added': (call) => void guarded(() => keepMissed([call])),
      'call.deliver': (delivery) => mail.deliver(delivery),
      'call.notice': (notice) => calls.notices.post(notice),
    }
    handlers[event](data)
  }

  const desk = await createAccountDesk({
    ...parts,
    reach,
    claims: () => calls.claims(),
    onWelcome: handleWelcome,
    onEvent: handleEvent,
  })

  const mail = createCallMail({
    crypto: parts.crypto,
    self: () => desk.account.get()?.name ?? null,
    findContact: contacts.find,
    lookUp: (name) => desk.request('directory.lookup', { name }),
    onKeyChanged: (name, offeredKey) => void guard(() => contacts.update(name, { offeredKey })),
    onForged: (name) => board.warn({ id: `call-tampered:${name}`, error: appError('call-tampered', name) }),
    // "Only if hide-my-IP is off or a relay is in use" (DESIGN.md, section 3): with the policy `relay` one always is.
    allowsPreconnect: () => settings.get().preconnect,
  })
  const calls = createCallDesk({ desk, contacts, mail })
  const network = createNetworkDesk({ ...parts, book, desk, settings, guard })

  const slices = {
    account: desk.account,
    connection: desk.connection,
    contacts: contacts.views,
    history: history.entries,
    settings,
    iceServers: network.iceServers,
    warnings: board.warnings,
  }

  // When the effective reach changes (a setting, or the first contact), the server hears of it.
  let toldReach = reach()
  const tellReach = (): void => {
    if (desk.connection.get().status !== 'online' || toldReach === reach()) return
    toldReach = reach()
    void desk.request('reach.set', { reach: toldReach })
  }
  contacts.views.subscribe(tellReach)
  settings.subscribe(tellReach)
  desk.connection.subscribe(() => {
    if (desk.connection.get().status === 'online') tellReach()
    else contacts.forgetPresence()
  })
  const inTurn = createQueue()
  const forgetPeople = async (): Promise<void> => {
    for (const contact of contacts.views.get()) await contacts.remove(contact.name)
    await history.clear()
  }

  return {
    version: parts.version,
    state: async (): Promise<HostState> => ({
      account: desk.account.get(),
      connection: desk.connection.get(),
      contacts: contacts.views.get(),
      history: history.entries.get(),
      settings: settings.get(),
      iceServers: network.iceServers.get(),
      warnings: board.warnings.get(),
    }),
    onState(listener) {
      const subscriptions = Object.entries(slices).map(([slice, store]) =>
        store.subscribe(() => listener({ slice, value: store.get() } as HostSlice)),
      )
      return () => subscriptions.forEach((unsubscribe) => unsubscribe())
    },

    account: {
      create: (input) => guard(() => desk.create(input)),
      async reconnect() {
        desk.session()?.retryNow()
        return ok(null)
      },
      probe: desk.probe,
      identityFile: null,
      remove: () =>
        guarded(async () => {
          await desk.remove()
          await forgetPeople()
        }),
    },
    contacts: createContactDesk({ ...parts, contacts, desk, board }),
    history: {
      record: (entry) => guarded(() => history.record(entry)),
      markSeen: () => guarded(history.markSeen),
      clear: () => guarded(history.clear),
      saveLog: (callId, log) => guarded(() => data.putCallLog(callId, clock.now(), log)),
      log: (callId) => guard(async () => ok(await data.callLog(callId))),
    },
    settings: {
      // In turn: two changes at once would each write the other's old value back.
      update: (change) =>
        guarded(() =>
          inTurn(async () => {
            const next = Settings.parse({ ...settings.get(), ...change })
            await data.putSettings(next)
            settings.set(next)
          }),
        ),
    },
    warnings: {
      async dismiss(id) {
        board.dismiss(id)
        return ok(null)
      },
    },
    calls: { ...calls.port, iceConfiguration: network.iceConfiguration },
    network: network.port,

    wake(change) {
      desk.session()?.retryNow()
      network.wake(change)
    },
    adopt: (who) =>
      guard(async () => {
        const before = desk.account.get()
        const { publicKey } = await parts.keys.signer()
        desk.close()
        const isSame =
          before?.publicKey === publicKey && before.server === who.server && isSameName(before.name, who.name)
        if (!isSame) await forgetPeople()
        return desk.adopt(who)
      }),
    warn: board.warn,
    abandonCalls: calls.abandon,
    close() {
      network.close()
      desk.close()
    },
  }
}
