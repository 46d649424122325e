import { appError, type AppError } from '../../../src/shared/errors.ts'
import type { Host, HostState, Outcome, ShellCommand } from '../../../src/shared/host.ts'
import type { ComputerFacts, FoundIdentity } from '../../../src/shared/model/computer.ts'
import type { KeyStatus } from '../../../src/shared/model/shortcut.ts'
import type { UpdateState } from '../../../src/shared/model/update.ts'
import { err, ok } from '../../../src/shared/result.ts'
import { createStore, type Store } from '../../../src/shared/store.ts'
import { ALICE } from './people.ts'

/** The ports that only a desktop has, for the screens alone. */
export interface FakeDesktop {
  readonly shell: NonNullable<Host['shell']>
  readonly computer: NonNullable<Host['computer']>
  readonly updates: NonNullable<Host['updates']>
  readonly identityFile: NonNullable<Host['account']['identityFile']>
  readonly keys: Store<KeyStatus>
  readonly update: Store<UpdateState>
  /** Asks the screens for something, as the tray or a link does. */
  command(command: ShellCommand): void
}

export interface FakeDesktopOptions {
  readonly keys?: Partial<KeyStatus>
  readonly update?: UpdateState
  /** Who is in the file that is chosen. */
  readonly found?: Partial<FoundIdentity>
  /** What files, folders and notifications fail with. */
  readonly refusal?: AppError
}

/** The passphrase of the file that is chosen. */
export const PASSPHRASE = 'correct horse battery'

const KEYS: KeyStatus = { by: 'system', refused: [], talk: 'off', assigned: {} }
const FACTS: ComputerFacts = {
  system: 'Linux 6.1.0-37-amd64 (x64)',
  electron: '45.4.1',
  chromium: '156.0.8078.79',
  dataFolder: '/home/alice/.config/Tincan',
  logFolder: '/home/alice/.config/Tincan/logs',
}

export function createFakeDesktop(
  options: FakeDesktopOptions,
  done: (what: string) => Outcome,
  change: (slice: 'account', value: HostState['account']) => void,
): FakeDesktop {
  const keys = createStore<KeyStatus>({ ...KEYS, ...options.keys })
  const update = createStore<UpdateState>(options.update ?? { status: 'idle', checkedAt: null })
  const listeners = new Set<(command: ShellCommand) => void>()
  const { refusal } = options
  const does = async (what: string): Outcome => (refusal === undefined ? done(what) : err(refusal))
  const follow = <T>(store: Store<T>, listener: (value: T) => void): (() => void) => {
    listener(store.get())
    return store.subscribe(() => listener(store.get()))
  }
  const found: FoundIdentity = {
    name: ALICE.name,
    server: ALICE.server,
    publicKey: ALICE.publicKey,
    replaces: 'nothing',
    ...options.found,
  }
  return {
    keys,
    update,
    command: (command) => listeners.forEach((listener) => listener(command)),
    shell: {
      setPresence: () => done('presence'),
      onCommand(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      showMini: () => done('mini'),
      onKeys: (listener) => follow(keys, listener),
    },
    computer: {
      facts: async () => ok(FACTS),
      open: (folder) => does(`open ${folder}`),
      testNotification: () => does('test notification'),
      openMicrophonePage: () => does('microphone page'),
      reset: () => does('reset'),
    },
    updates: {
      onState: (listener) => follow(update, listener),
      check: () => done('check'),
      download: () => done('download'),
      restart: () => does('restart'),
    },
    identityFile: {
      async save(passphrase) {
        await done(`save ${passphrase.length}`)
        return refusal === undefined ? ok('alice.tincan-identity') : err(refusal)
      },
      choose: async () => (refusal === undefined ? ok('alice.tincan-identity') : err(refusal)),
      unlock: async (passphrase) =>
        passphrase === PASSPHRASE ? ok(found) : err(appError('identity-passphrase-wrong')),
      async take() {
        const { name, server, publicKey } = found
        change('account', { ...ALICE, name, server, publicKey })
        return done('take')
      },
    },
  }
}
