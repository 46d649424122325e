import type { Clock } from '../clock.ts'
import { appError } from '../errors.ts'
import type { Host, IceServerEntry } from '../host.ts'
import type { IceServerView } from '../model/ice-server.ts'
import type { NetworkChange } from '../network/change.ts'
import { PUBLIC_STUN_URLS, type Settings } from '../model/settings.ts'
import { err, ok } from '../result.ts'
import { createStore, type ReadableStore } from '../store.ts'
import type { AccountDesk } from './account-desk.ts'
import type { IceBook } from './ice-book.ts'
import { createTurnLoan } from './turn-loan.ts'
import type { WarningBoard } from './warning-board.ts'

/** All that finds a way for the sound: own servers, lent ones, the public list, and news of the network. */
export interface NetworkDesk {
  readonly port: Host['network']
  readonly iceConfiguration: Host['calls']['iceConfiguration']
  readonly iceServers: ReadableStore<readonly IceServerView[]>
  /** Tells what happened to the network. */
  wake(change: NetworkChange): void
  close(): void
}

export function createNetworkDesk(parts: {
  readonly book: IceBook
  readonly sockets: Host['network']['sockets']
  readonly clock: Clock
  readonly desk: AccountDesk
  readonly settings: ReadableStore<Settings>
  readonly guard: WarningBoard['guard']
}): NetworkDesk {
  const { book, desk, settings } = parts
  const networkListeners = new Set<(change: NetworkChange) => void>()
  /** Counts the changes of the ICE servers. */
  const serverChanges = createStore(0)
  const tellServers = (): void => serverChanges.update((count) => count + 1)

  const loan = createTurnLoan(parts.clock, desk.session, tellServers)

  settings.subscribe(tellServers)
  book.views.subscribe(tellServers)
  let lender = desk.account.get()
  desk.account.subscribe(() => {
    const account = desk.account.get()
    if (account?.server !== lender?.server || account?.name !== lender?.name) loan.forget()
    lender = account
    tellServers()
  })
  desk.connection.subscribe(() => {
    if (desk.connection.get().status === 'online') void loan.refresh()
  })

  /** All ICE servers of a call, in the order of trust (DESIGN.md, section 4): own, lent, public. */
  const iceConfiguration: NetworkDesk['iceConfiguration'] = async (policy, fresh) => {
    await (fresh ? loan.refresh() : loan.ready())
    const servers = [...(await book.entries()), ...loan.entries()]
    if (policy === 'relay') {
      // Nothing else may be asked: a STUN server would learn the address that is to be hidden.
      const relays = servers.filter(isRelayEntry)
      if (relays.length === 0) return err(appError('relay-missing'))
      return ok({ iceServers: relays, iceTransportPolicy: 'relay' })
    }
    // Whoever meets at a server on this very computer needs no public address.
    const asksPublic = settings.get().publicStun && !isLoopback(desk.account.get()?.server)
    const iceServers = asksPublic ? [...servers, { urls: PUBLIC_STUN_URLS }] : servers
    return ok({ iceServers, iceTransportPolicy: 'all' })
  }

  return {
    iceServers: book.views,
    iceConfiguration,
    port: {
      saveServers: (drafts) => parts.guard(() => book.save(drafts)),
      iceServer: book.entry,
      async lentServers() {
        if (loan.entries().length === 0) await loan.refresh()
        return ok(loan.entries())
      },
      onServers: (listener) => serverChanges.subscribe(listener),
      onChanged(listener) {
        networkListeners.add(listener)
        return () => networkListeners.delete(listener)
      },
      sockets: parts.sockets,
    },
    wake(change) {
      void loan.ready()
      for (const listener of networkListeners) listener(change)
    },
    close: loan.forget,
  }
}

function isRelayEntry({ urls }: IceServerEntry): boolean {
  return urls.some((url) => url.startsWith('turn'))
}

function isLoopback(origin: string | undefined): boolean {
  return origin !== undefined && /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(origin)
}
