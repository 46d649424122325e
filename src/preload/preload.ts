import { contextBridge, ipcRenderer } from 'electron'
import type { Host, Unsubscribe } from '../shared/host.ts'
import { PUSHES, type PushName, type RequestArguments, type RequestName } from '../shared/ipc.ts'

// Builds the Host of the page from IPC, and nothing else. Each method is its own channel.

const request =
  <K extends RequestName>(channel: K) =>
  (...args: RequestArguments<K>): Promise<never> =>
    ipcRenderer.invoke(channel, ...args) as Promise<never>

const on =
  (channel: PushName) =>
  (listener: (value: never) => void): Unsubscribe => {
    const handle = (_event: unknown, data: unknown): void => {
      const parsed = PUSHES[channel].safeParse(data)
      if (parsed.success) listener(parsed.data as never)
    }
    ipcRenderer.on(`push.${channel}`, handle)
    void ipcRenderer.invoke('listen', channel)
    return () => void ipcRenderer.off(`push.${channel}`, handle)
  }

const version = process.argv.find((arg) => arg.startsWith('--tincan-version='))?.split('=')[1] ?? ''

const host = {
  version,
  state: request('state'),
  onState: on('state'),
  account: {
    create: request('account.create'),
    reconnect: request('account.reconnect'),
    probe: request('account.probe'),
    remove: request('account.remove'),
    identityFile: {
      save: request('account.identityFile.save'),
      choose: request('account.identityFile.choose'),
      unlock: request('account.identityFile.unlock'),
      take: request('account.identityFile.take'),
    },
  },
  contacts: {
    add: request('contacts.add'),
    accept: request('contacts.accept'),
    remove: request('contacts.remove'),
    setBlocked: request('contacts.setBlocked'),
    update: request('contacts.update'),
    trustKey: request('contacts.trustKey'),
    safetyNumber: request('contacts.safetyNumber'),
  },
  history: {
    record: request('history.record'),
    markSeen: request('history.markSeen'),
    clear: request('history.clear'),
    saveLog: (callId, log) => request('history.saveLog')(callId, [...log]),
    log: request('history.log'),
  },
  settings: { update: request('settings.update') },
  network: {
    saveServers: (servers) => request('network.saveServers')([...servers]),
    iceServer: request('network.iceServer'),
    lentServers: request('network.lentServers'),
    onServers: on('servers'),
    onChanged: on('network'),
    sockets: {
      probe: request('network.sockets.probe'),
      nat: (uris) => request('network.sockets.nat')([...uris]),
    },
  },
  warnings: { dismiss: request('warnings.dismiss') },
  calls: {
    prepare: request('calls.prepare'),
    sign: request('calls.sign'),
    send: request('calls.send'),
    verify: request('calls.verify'),
    setClaims: (claims) => request('calls.setClaims')([...claims]),
    iceConfiguration: request('calls.iceConfiguration'),
    onMessage: on('message'),
    onNotice: on('notice'),
    onTampered: on('tampered'),
  },
  shell: {
    setPresence: request('shell.setPresence'),
    onCommand: on('command'),
    showMini: request('shell.showMini'),
    onKeys: on('keys'),
  },
  computer: {
    facts: request('computer.facts'),
    open: request('computer.open'),
    testNotification: request('computer.testNotification'),
    openMicrophonePage: process.platform === 'linux' ? null : request('computer.openMicrophonePage'),
    reset: request('computer.reset'),
  },
  embeddedServer: { start: request('embeddedServer.start') },
  updates: {
    onState: on('update'),
    check: request('updates.check'),
    download: request('updates.download'),
    restart: request('updates.restart'),
  },
} satisfies Host

contextBridge.exposeInMainWorld('host', host)
