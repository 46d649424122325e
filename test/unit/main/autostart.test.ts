import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAutostart, desktopEntry, keepAutostart, type Autostart } from '../../../src/main/autostart.ts'
import type { HostSlice } from '../../../src/shared/host.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/model/settings.ts'

const noApp = {
  getLoginItemSettings: () => {
    throw new Error('not on Linux')
  },
  setLoginItemSettings: () => {
    throw new Error('not on Linux')
  },
}

describe('on Linux', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tincan-autostart-'))
    file = join(folder, 'autostart', 'org.tincan.Tincan.desktop')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const linux = (): Autostart =>
    createAutostart({
      app: noApp,
      platform: 'linux',
      env: { XDG_CONFIG_HOME: folder },
      command: ['/opt/Tin can/tincan', '--profile=/home/anna/50% "x"'],
    })

  test('a file in the autostart folder starts the app hidden, and goes when it is off', () => {
    const autostart = linux()
    expect(autostart.isOn()).toBe(false)
    autostart.set(true)
    expect(autostart.isOn()).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(
      String.raw`Exec="/opt/Tin can/tincan" "--profile=/home/anna/50%% \\"x\\"" "--hidden"`,
    )
    autostart.set(false)
    expect(existsSync(file)).toBe(false)
    autostart.set(false)
  })
  test('a person who hid the entry in the system has switched it off', () => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${desktopEntry(['tincan'])}Hidden=true\n`)
    expect(linux().isOn()).toBe(false)
  })
})

test('Windows is asked for the very item that it was told', () => {
  const told: object[] = []
  const app = {
    getLoginItemSettings: (item?: object) => {
      told.push(item ?? {})
      return { openAtLogin: true } as never
    },
    setLoginItemSettings: (item: object) => void told.push(item),
  }
  const command = ['C:\\tincan.exe', '--profile=D:\\tincan'] as const
  const autostart = createAutostart({ app, platform: 'win32', env: {}, command })
  autostart.set(true)
  expect(autostart.isOn()).toBe(true)
  expect(autostart.hasStarted()).toBe(false)
  const item = { path: 'C:\\tincan.exe', args: ['--profile=D:\\tincan', '--hidden'] }
  expect(told).toEqual([{ ...item, openAtLogin: true }, item])
})

test.each([true, false])(
  'macOS starts it without a flag, and says afterwards that it did: %s',
  (wasOpenedAtLogin) => {
    const told: object[] = []
    const app = {
      getLoginItemSettings: () => ({ openAtLogin: true, wasOpenedAtLogin }) as never,
      setLoginItemSettings: (item: object) => void told.push(item),
    }
    const autostart = createAutostart({ app, platform: 'darwin', env: {}, command: ['/Applications/Tincan'] })
    autostart.set(true)
    expect(told).toEqual([{ openAtLogin: true }])
    expect(autostart.hasStarted()).toBe(wasOpenedAtLogin)
  },
)

describe('the setting and the system', () => {
  function make(isOn: boolean, set: (self: { isOn: boolean }, wish: boolean) => void) {
    const system = { isOn }
    let settings: Settings = { ...DEFAULT_SETTINGS, startAtLogin: !isOn }
    let listen = (_change: HostSlice): void => {}
    const core = {
      state: async () => ({ settings }) as never,
      onState: (listener: typeof listen) => {
        listen = listener
        return () => {}
      },
      settings: {
        update: async (change: Partial<Settings>) => {
          settings = { ...settings, ...change }
          listen({ slice: 'settings', value: settings })
          return { ok: true, value: null } as const
        },
      },
    }
    const autostart: Autostart = {
      isOn: () => system.isOn,
      set: (wish) => set(system, wish),
      hasStarted: () => false,
    }
    return { core, autostart, system, setting: () => settings.startAtLogin }
  }

  test('at the start the system is right', async () => {
    const { core, autostart, setting } = make(true, () => {})
    await keepAutostart(core, autostart)
    expect(setting()).toBe(true)
  })
  test('from then on it follows the setting', async () => {
    const { core, autostart, system } = make(false, (self, wish) => (self.isOn = wish))
    await keepAutostart(core, autostart)
    await core.settings.update({ startAtLogin: true })
    expect(system.isOn).toBe(true)
  })
  test('what the system refuses is not shown as done', async () => {
    const { core, autostart, setting } = make(false, () => {
      throw new Error('read-only file system')
    })
    await keepAutostart(core, autostart)
    await core.settings.update({ startAtLogin: true })
    expect(setting()).toBe(false)
  })
})
