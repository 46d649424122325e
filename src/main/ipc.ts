import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron'
import { appError, type AppError } from '../shared/errors.ts'
import type { Host } from '../shared/host.ts'
import {
  MAX_REQUEST_LENGTH,
  REQUESTS,
  type PushName,
  type RequestArguments,
  type RequestName,
} from '../shared/ipc.ts'
import { err, ok, type Result } from '../shared/result.ts'
import type { DesktopComputer } from './computer.ts'
import { APP_ORIGIN } from './windows.ts'

type Handlers = {
  readonly [K in RequestName]: (...args: RequestArguments<K>) => Promise<unknown>
}

/** The Host of main, with the desktop's own ports. */
export type DesktopHost = Host & {
  readonly account: { readonly identityFile: NonNullable<Host['account']['identityFile']> }
  readonly network: { readonly sockets: NonNullable<Host['network']['sockets']> }
  readonly shell: NonNullable<Host['shell']>
  readonly computer: DesktopComputer
  readonly embeddedServer: NonNullable<Host['embeddedServer']>
  readonly updates: NonNullable<Host['updates']>
}

/** Answers the page's requests and passes pushes on. Nothing is done for another sender or for a payload that does not fit. */
export function serveHost(ipcMain: IpcMain, window: BrowserWindow, host: DesktopHost): void {
  const pushes = createPushes(window, host)

  const handlers: Handlers = {
    state: () => host.state(),
    'account.create': ({ inviteCode, ...input }) =>
      host.account.create(inviteCode === undefined ? input : { ...input, inviteCode }),
    'account.reconnect': host.account.reconnect,
    'account.probe': host.account.probe,
    'account.remove': host.account.remove,
    'account.identityFile.save': host.account.identityFile.save,
    'account.identityFile.choose': host.account.identityFile.choose,
    'account.identityFile.unlock': host.account.identityFile.unlock,
    'account.identityFile.take': host.account.identityFile.take,
    'contacts.add': host.contacts.add,
    'contacts.accept': host.contacts.accept,
    'contacts.remove': host.contacts.remove,
    'contacts.setBlocked': host.contacts.setBlocked,
    'contacts.update': (name, change) => host.contacts.update(name, withoutUndefined(change)),
    'contacts.trustKey': host.contacts.trustKey,
    'contacts.safetyNumber': host.contacts.safetyNumber,
    'history.record': host.history.record,
    'history.markSeen': host.history.markSeen,
    'history.clear': host.history.clear,
    'history.saveLog': host.history.saveLog,
    'history.log': host.history.log,
    'network.saveServers': (servers) => host.network.saveServers(servers.map(withoutUndefined)),
    'network.iceServer': host.network.iceServer,
    'network.lentServers': host.network.lentServers,
    'network.sockets.probe': host.network.sockets.probe,
    'network.sockets.nat': host.network.sockets.nat,
    'settings.update': (change) => host.settings.update(withoutUndefined(change)),
    'warnings.dismiss': host.warnings.dismiss,
    'calls.prepare': host.calls.prepare,
    'calls.sign': host.calls.sign,
    'calls.send': host.calls.send,
    'calls.verify': host.calls.verify,
    'calls.setClaims': host.calls.setClaims,
    'calls.iceConfiguration': host.calls.iceConfiguration,
    'shell.setPresence': host.shell.setPresence,
    'shell.showMini': host.shell.showMini,
    'computer.facts': host.computer.facts,
    'computer.open': host.computer.open,
    'computer.testNotification': host.computer.testNotification,
    'computer.openMicrophonePage': host.computer.openMicrophonePage,
    'computer.reset': host.computer.reset,
    'embeddedServer.start': host.embeddedServer.start,
    'updates.check': host.updates.check,
    'updates.download': host.updates.download,
    'updates.restart': host.updates.restart,
    listen: async (push) => {
      pushes.start(push)
      return ok(null)
    },
  }

  const serve = <K extends RequestName>(channel: K): void => {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (!isOurPage(event, window)) return refuse('sender')
      const parsed = parseArguments(channel, args)
      if (parsed === null) return refuse(channel)
      try {
        return await handlers[channel](...parsed)
      } catch (error) {
        // The page learns that it failed; paths and stacks stay here.
        console.error(`${channel} failed:`, error)
        return err(appError('internal', channel))
      }
    })
  }
  for (const channel of Object.keys(REQUESTS)) serve(channel as RequestName)
}

const refuse = (what: string): Result<never, AppError> => err(appError('bad-request', what))

/** Only the top frame of our own window, showing our own page. */
function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  if (window.isDestroyed() || event.sender !== window.webContents || frame === null) return false
  return frame.url.startsWith(`${APP_ORIGIN}/`) && frame.parent === null
}

function parseArguments<K extends RequestName>(channel: K, args: unknown[]): RequestArguments<K> | null {
  try {
    if (JSON.stringify(args).length > MAX_REQUEST_LENGTH) return null
  } catch {
    // Not JSON (a cycle, a BigInt): nothing of ours looks like that.
    return null
  }
  const parsed = REQUESTS[channel].safeParse(args)
  return parsed.success ? (parsed.data as RequestArguments<K>) : null
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function withoutUndefined<T extends object>(change: T): Defined<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>
}

/** Pushes start when the page listens. While it reloads, the host holds its messages. */
function createPushes(window: BrowserWindow, host: DesktopHost): { start(push: PushName): void } {
  const running = new Map<PushName, () => void>()
  const send =
    (push: PushName) =>
    (value: unknown): void => {
      if (!window.isDestroyed()) window.webContents.send(`push.${push}`, value)
    }
  const sources: Record<PushName, () => () => void> = {
    state: () => host.onState(send('state')),
    message: () => host.calls.onMessage(send('message')),
    notice: () => host.calls.onNotice(send('notice')),
    tampered: () => host.calls.onTampered(send('tampered')),
    command: () => host.shell.onCommand(send('command')),
    servers: () => host.network.onServers(() => send('servers')(null)),
    network: () => host.network.onChanged(send('network')),
    update: () => host.updates.onState(send('update')),
    keys: () => host.shell.onKeys(send('keys')),
  }
  const stop = (): void => {
    for (const unsubscribe of running.values()) unsubscribe()
    running.clear()
  }
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) stop()
  })
  window.webContents.on('render-process-gone', stop)
  window.on('closed', stop)
  return {
    start(push) {
      // Anew for each listener of the page, because what tells a state at once owes it to every one.
      running.get(push)?.()
      running.set(push, sources[push]())
    },
  }
}
