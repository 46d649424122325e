import type { Clock } from '../clock.ts'
import { appError, type AppError } from '../errors.ts'
import type { Account, Connection } from '../host.ts'
import {
  StorageError,
  type DataStore,
  type KeyStore,
  type SocketFactory,
  type StoredProfile,
} from '../host-ports.ts'
import type { Signer } from '../identity/crypto.ts'
import { DeviceId, UserName } from '../ids.ts'
import { parseServerAddress } from '../model/server-address.ts'
import {
  Challenge,
  type CallClaim,
  type Reach,
  type RegistrationPolicy,
  type ServerEventData,
  type ServerEventName,
  type Welcome,
} from '../protocol/signaling-events.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { err, ok, type Result } from '../result.ts'
import { toConnectError } from '../signaling/connect-error.ts'
import { createSignalingSession, type SignalingSession } from '../signaling/signaling-session.ts'
import { createStore, type ReadableStore } from '../store.ts'

const PROBE_TIMEOUT_MS = 5_000

export interface AccountDeskParts {
  readonly data: DataStore
  readonly keys: KeyStore
  readonly openSocket: SocketFactory
  readonly clock: Clock
  readonly random: () => number
  readonly uuid: () => string
  readonly client: 'desktop' | 'browser'
  readonly reach: () => Reach
  readonly claims: () => readonly CallClaim[]
  readonly onWelcome: (welcome: Welcome) => Promise<void>
  readonly onEvent: <K extends ServerEventName>(event: K, data: ServerEventData<K>) => void
}

/** Who I am, and the session with my server. */
export interface AccountDesk {
  readonly account: ReadableStore<Account | null>
  readonly connection: ReadableStore<Connection>
  readonly signer: () => Signer | null
  readonly session: () => SignalingSession | null
  /** Asks the server; `not-connected` without an account. */
  readonly request: SignalingSession['request']
  create(input: { name: string; server: string; inviteCode?: string }): Promise<Result<null, AppError>>
  /** Takes an identity whose key is in the key store now; the server is tried without an end. */
  adopt(who: Pick<StoredProfile, 'name' | 'server'>): Promise<Result<null, AppError>>
  remove(): Promise<void>
  probe(address: string): Promise<Result<{ origin: string; registration: RegistrationPolicy }, AppError>>
  close(): void
}

const NO_CONNECTION: Connection = { status: 'offline', error: null, retryAt: null }

export async function createAccountDesk(parts: AccountDeskParts): Promise<AccountDesk> {
  const account = createStore<Account | null>(null)
  const connection = createStore<Connection>(NO_CONNECTION)
  let signer: Signer | null = null
  let session: SignalingSession | null = null

  const leave = (): void => {
    session?.stop()
    session = null
    connection.set(NO_CONNECTION)
  }

  const enter = (profile: StoredProfile, key: Signer, inviteCode: string | undefined): SignalingSession => {
    leave()
    const mine = createSignalingSession({
      ...parts,
      origin: profile.server,
      signer: key,
      proof: () => ({
        name: profile.name,
        device: profile.device,
        reach: parts.reach(),
        calls: [...parts.claims()],
        ...(inviteCode !== undefined && { inviteCode }),
      }),
      onWelcome: (welcome) => void parts.onWelcome(welcome),
    })
    session = mine
    signer = key
    mine.connection.subscribe(() => {
      if (session === mine) connection.set(mine.connection.get())
    })
    connection.set(mine.connection.get())
    account.set({ ...profile, publicKey: key.publicKey, protection: parts.keys.protection })
    return mine
  }

  /** The first verdict on a new connection: online, or why not. */
  const firstOutcome = (mine: SignalingSession): Promise<Result<null, AppError>> =>
    new Promise((resolve) => {
      const look = (): void => {
        const now = mine.connection.get()
        if (now.status === 'online') resolve(ok(null))
        else if (now.status === 'refused') resolve(err(now.error))
        else if (now.status === 'offline') resolve(err(now.error ?? appError('server-unreachable')))
        else return
        unsubscribe()
      }
      const unsubscribe = mine.connection.subscribe(look)
      mine.start()
    })

  const readKey = async (): Promise<Result<Signer, AppError>> => {
    try {
      return ok(await parts.keys.signer())
    } catch (error) {
      // A new key that the disk did not take is not an old one that cannot be read.
      if (error instanceof StorageError) return err(appError(error.code, error.message))
      return err(appError('secrets-unreadable', error instanceof Error ? error.message : undefined))
    }
  }

  const create: AccountDesk['create'] = async (input) => {
    const name = UserName.safeParse(input.name)
    if (!name.success) return err(appError('name-invalid', name.error.issues[0]?.message))
    const server = parseServerAddress(input.server)
    if (!server.ok) return server
    const key = await readKey()
    if (!key.ok) return key
    const before = await parts.data.profile()
    const device = before?.device ?? DeviceId.parse(parts.uuid())
    const profile: StoredProfile = { name: name.data, server: server.value, device }
    const mine = enter(profile, key.value, input.inviteCode)
    const outcome = await firstOutcome(mine)
    if (!outcome.ok) {
      leave()
      account.set(null)
      return outcome
    }
    await parts.data.putProfile(profile)
    return ok(null)
  }

  const probe: AccountDesk['probe'] = async (address) => {
    const origin = parseServerAddress(address)
    if (!origin.ok) return origin
    const socket = parts.openSocket(origin.value, { protocol: PROTOCOL_VERSION, client: parts.client })
    const result = await new Promise<Result<{ origin: string; registration: RegistrationPolicy }, AppError>>(
      (resolve) => {
        let isConnected = false
        const cancel = parts.clock.setTimer(PROBE_TIMEOUT_MS, () =>
          resolve(err(appError(isConnected ? 'server-not-tincan' : 'server-unreachable', origin.value))),
        )
        const settle = (
          outcome: Result<{ origin: string; registration: RegistrationPolicy }, AppError>,
        ): void => {
          cancel()
          resolve(outcome)
        }
        socket.onConnect(() => {
          isConnected = true
        })
        socket.onConnectError((message) => settle(err(toConnectError(message, origin.value))))
        socket.onDisconnect(() => settle(err(appError('server-unreachable', origin.value))))
        socket.onEvent((event, data) => {
          const challenge = event === 'auth.challenge' ? Challenge.safeParse(data) : null
          if (challenge === null) return
          if (!challenge.success) settle(err(appError('server-not-tincan', origin.value)))
          else settle(ok({ origin: origin.value, registration: challenge.data.registration }))
        })
        socket.connect()
      },
    )
    socket.disconnect()
    return result
  }

  const stored = await parts.data.profile()
  if (stored !== null) {
    const key = await readKey()
    if (key.ok) enter(stored, key.value, undefined).start()
    else connection.set({ status: 'refused', error: key.error })
  }

  return {
    account,
    connection,
    signer: () => signer,
    session: () => session,
    request: async (event, input) =>
      session === null ? err(appError('not-connected')) : session.request(event, input),
    create,
    probe,
    async adopt({ name, server }) {
      const key = await readKey()
      if (!key.ok) return key
      const device = (await parts.data.profile())?.device ?? DeviceId.parse(parts.uuid())
      const profile = { name, server, device }
      await parts.data.putProfile(profile)
      enter(profile, key.value, undefined).start()
      return ok(null)
    },
    async remove() {
      await parts.data.putProfile(null)
      leave()
      account.set(null)
    },
    close: leave,
  }
}
