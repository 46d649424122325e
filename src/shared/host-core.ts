import type { Clock } from './clock.ts'
import { createAccountDesk } from './core/account-desk.ts'
import { createCallMail } from './core/call-mail.ts'
import { createContactBook } from './core/contact-book.ts'
import { createHistoryLog } from './core/history-log.ts'
import { createMailbox } from './core/mailbox.ts'
import { appError, type AppError } from './errors.ts'
import type { Host, HostSlice, HostState, HostWarning } from './host.ts'
import { StorageError, type DataStore, type KeyStore, type SocketFactory } from './host-ports.ts'
import type { Crypto } from './identity/crypto.ts'
import { safetyNumber } from './identity/safety-number.ts'
import { callStatement } from './identity/statements.ts'
import { isSameName, UserName } from './ids.ts'
import { PUBLIC_STUN_URLS, Settings } from './model/settings.ts'
import { LAST_SEQ } from './protocol/call-message.ts'
import type {
  CallClaim,
  CallNotice,
  Reach,
  RosterEntry,
  ServerEventData,
  ServerEventName,
  Welcome,
} from './protocol/signaling-events.ts'
import { err, ok, type Result } from './result.ts'
import { createStore } from './store.ts'

export interface HostCoreParts {
  readonly data: DataStore
  readonly keys: KeyStore
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
export type HostCore = Omit<Host, 'shell' | 'embeddedServer'> & {
  /** Tries the server at once: the network or the computer came back. */
  wake(): void
  /** A warning that came up while the app runs. */
  warn(warning: HostWarning): void
  /** The screen is gone, and its calls with it: the other sides are told, as far as the server can be reached. */
  abandonCalls(): Promise<void>
  close(): void
}

/** All that a host does which does not depend on where it runs: accounts, contacts, history, settings, signaling. */
export async function createHostCore(parts: HostCoreParts): Promise<HostCore> {
  const contacts = await createContactBook(parts.data)
  const history = await createHistoryLog(parts.data)
  const settings = createStore<Settings>(await parts.data.settings())
  const warnings = createStore<readonly HostWarning[]>(parts.warnings)
  const notices = createMailbox<CallNotice>()
  let claims: readonly CallClaim[] = []

  /** Who may ring me: until there is a first contact, everyone can; nobody could be reached otherwise. */
  const reach = (): Reach => {
    const wish = settings.get().reach
    if (wish !== 'automatic') return wish
    return contacts.views.get().some((contact) => contact.consent === 'mutual') ? 'contacts' : 'everyone'
  }

  const handleWelcome = async (welcome: Welcome): Promise<void> => {
    // The roster first: it says whose keys are pinned when the calls that ring are checked.
    await guard(async () => {
      await contacts.mergeRoster(welcome.roster, parts.clock.now())
      return ok(null)
    })
    for (const notice of welcome.notices) notices.post(notice)
    for (const delivery of welcome.ringing) mail.deliver(delivery)
    await guard(() => keepMissed(welcome.missed).then(() => ok(null)))
  }

  const keepMissed = async (missed: Welcome['missed']): Promise<void> => {
    if (missed.length === 0) return
    await history.recordMissed(missed)
    await desk.session()?.request('missed.seen', { callIds: missed.map((call) => call.callId) })
  }

  const handleEvent = <K extends ServerEventName>(event: K, data: ServerEventData<K>): void => {
    const handlers: { [N in ServerEventName]: (data: ServerEventData<N>) => void } = {
      'auth.challenge': () => {},
      'server.closing': () => {},
      'roster.changed': (entry) => void guard(() => mergeEntry(entry)),
      'missed.added': (call) => void guard(() => keepMissed([call]).then(() => ok(null))),
      'call.deliver': (delivery) => mail.deliver(delivery),
      'call.notice': (notice) => notices.post(notice),
    }
    handlers[event](data)
  }

  const mergeEntry = async (entry: RosterEntry): Promise<Result<null, AppError>> => {
    await contacts.mergeRosterEntry(entry, parts.clock.now())
    return ok(null)
  }

  const desk = await createAccountDesk({
    ...parts,
    reach,
    claims: () => claims,
    onWelcome: handleWelcome,
    onEvent: handleEvent,
  })

  const mail = createCallMail({
    crypto: parts.crypto,
    self: () => desk.account.get()?.name ?? null,
    findContact: contacts.find,
    lookUp: async (name) =>
      (await desk.session()?.request('directory.lookup', { name })) ?? err(appError('not-connected')),
    onKeyChanged: (name, offeredKey) => void guard(() => contacts.update(name, { offeredKey })),
    onForged: (name) => warn({ id: `call-tampered:${name}`, error: appError('call-tampered', name) }),
    allowsPreconnect: () => settings.get().preconnect && settings.get().iceTransportPolicy === 'all',
  })

  /** Runs a deed that may meet a full or missing disk, and says so on the screen and to the caller. */
  const guard = async <T>(deed: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> => {
    try {
      return await deed()
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      const failure = appError(error.code, error.message)
      warn({ id: error.code, error: failure })
      return err(failure)
    }
  }

  const warn = (warning: HostWarning): void => {
    warnings.update((known) => [...known.filter((other) => other.id !== warning.id), warning])
  }

  const readState = (): HostState => ({
    account: desk.account.get(),
    connection: desk.connection.get(),
    contacts: contacts.views.get(),
    history: history.entries.get(),
    settings: settings.get(),
    warnings: warnings.get(),
  })

  const slices = {
    account: desk.account,
    connection: desk.connection,
    contacts: contacts.views,
    history: history.entries,
    settings,
    warnings,
  }

  // When the effective reach changes (a setting, or the first contact), the server hears of it.
  let toldReach = reach()
  const tellReach = (): void => {
    if (desk.connection.get().status !== 'online' || toldReach === reach()) return
    toldReach = reach()
    void desk.session()?.request('reach.set', { reach: toldReach })
  }
  contacts.views.subscribe(tellReach)
  settings.subscribe(tellReach)
  desk.connection.subscribe(() => {
    if (desk.connection.get().status !== 'online') contacts.forgetPresence()
    else tellReach()
  })

  /** A request to the server about a person, and then the roster line that it gave. */
  const askConsent = (name: UserName): Promise<Result<null, AppError>> =>
    guard(async () => {
      const entry = await onServer((session) => session.request('contact.request', { name }))
      return entry.ok ? mergeEntry(entry.value) : entry
    })

  type Session = NonNullable<ReturnType<typeof desk.session>>
  const onServer = async <T>(
    deed: (session: Session) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> => {
    const session = desk.session()
    return session === null ? err(appError('not-connected')) : deed(session)
  }

  return {
    version: parts.version,
    state: async () => readState(),
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
      remove: () =>
        guard(async () => {
          await desk.remove()
          for (const contact of contacts.views.get()) await contacts.remove(contact.name)
          await history.clear()
          return ok(null)
        }),
    },

    contacts: {
      add: (typed) =>
        guard(async () => {
          const name = UserName.safeParse(typed)
          if (!name.success) return err(appError('name-invalid', name.error.issues[0]?.message))
          const self = desk.account.get()
          if (self !== null && isSameName(self.name, name.data)) return err(appError('name-is-own'))
          const known = contacts.find(name.data)
          if (known !== null && known.consent === 'mutual') return err(appError('contact-exists', known.name))
          return askConsent(name.data)
        }),
      accept: askConsent,
      remove: (name) =>
        guard(async () => {
          const gone = await onServer((session) => session.request('contact.remove', { name }))
          if (!gone.ok) return gone
          await contacts.remove(name)
          return ok(null)
        }),
      setBlocked: (name, blocked) =>
        guard(async () => {
          const done = await onServer((session) => session.request('contact.block', { name, blocked }))
          if (!done.ok) return done
          if (contacts.find(name) !== null) return contacts.update(name, { blocked })
          const found = await onServer((session) => session.request('directory.lookup', { name }))
          if (!found.ok) return found
          await contacts.put(found.value.name, {
            publicKey: found.value.publicKey,
            blocked,
            addedAt: parts.clock.now(),
          })
          return ok(null)
        }),
      update: (name, change) => guard(() => contacts.update(name, change)),
      trustKey: (name) =>
        guard(async () => {
          const known = contacts.find(name)
          if (known?.offeredKey == null) return err(appError('contact-unknown', name))
          return contacts.update(name, { publicKey: known.offeredKey, offeredKey: null, verified: false })
        }),
      async safetyNumber(name) {
        const mine = desk.account.get()
        const known = contacts.find(name)
        if (mine === null || known === null) return err(appError('contact-unknown', name))
        return ok(await safetyNumber(parts.crypto, mine.publicKey, known.publicKey))
      },
    },

    history: {
      record: (entry) => guard(() => history.record(entry).then(() => ok(null))),
      markSeen: () => guard(() => history.markSeen().then(() => ok(null))),
      clear: () => guard(() => history.clear().then(() => ok(null))),
    },

    settings: {
      update: (change) =>
        guard(async () => {
          const next = Settings.parse({ ...settings.get(), ...change })
          await parts.data.putSettings(next)
          settings.set(next)
          return ok(null)
        }),
    },

    warnings: {
      async dismiss(id) {
        warnings.update((known) => known.filter((warning) => warning.id !== id))
        return ok(null)
      },
    },

    calls: {
      async prepare(typed) {
        const name = UserName.safeParse(typed)
        if (!name.success) return err(appError('name-invalid', name.error.issues[0]?.message))
        const self = desk.account.get()
        if (self !== null && isSameName(self.name, name.data)) return err(appError('name-is-own'))
        if (desk.connection.get().status !== 'online') return err(appError('not-connected'))
        const known = contacts.find(name.data)
        if (known !== null) {
          if (known.offeredKey !== null) return err(appError('key-changed', known.name))
          return ok({ name: known.name, accepted: known.consent === 'mutual' })
        }
        const found = await onServer((session) => session.request('directory.lookup', { name: name.data }))
        if (!found.ok) return found
        mail.rememberStranger(found.value.name, found.value.publicKey)
        return ok({ name: found.value.name, accepted: false })
      },
      async sign(message) {
        const signer = desk.signer()
        if (signer === null) return err(appError('not-connected'))
        return ok({
          message,
          publicKey: signer.publicKey,
          signature: await signer.sign(callStatement(message)),
        })
      },
      send: (signed) => onServer((session) => session.request('call.send', signed)),
      verify: (signed) => mail.verify(signed, 0),
      onMessage: mail.messages.subscribe,
      onNotice: notices.subscribe,
      onTampered: mail.tampering.subscribe,
      async setClaims(next) {
        claims = next
        return ok(null)
      },
      async iceConfiguration() {
        const server = desk.account.get()?.server
        // Whoever meets at a server on this very computer needs no public address.
        const isHere =
          server !== undefined && /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(server)
        const iceServers = isHere ? [] : [{ urls: PUBLIC_STUN_URLS }]
        return ok({ iceServers, iceTransportPolicy: settings.get().iceTransportPolicy })
      },
    },

    wake: () => desk.session()?.retryNow(),
    warn,
    async abandonCalls() {
      const [self, signer, session] = [desk.account.get(), desk.signer(), desk.session()]
      // A call that only rings here goes on ringing elsewhere, and is a missed one if nobody takes it.
      const gone = claims.filter((claim) => claim.phase !== 'ringing-in')
      claims = []
      if (self === null || signer === null || session === null) return
      const from = { name: self.name, device: self.device }
      await Promise.all(
        gone.map(async ({ callId, peer }) => {
          const body = { kind: 'hangup', reason: 'app-closed' } as const
          // Only the screen knew how far it had counted; no call counts to the last number.
          const message = { callId, from, to: peer, seq: LAST_SEQ, body }
          const signature = await signer.sign(callStatement(message))
          await session.request('call.send', { message, publicKey: signer.publicKey, signature })
        }),
      )
    },
    close: desk.close,
  }
}
