import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { shellTexts } from '../../../src/main/shell/shell-texts.ts'
import { shellView, type ShellDeed, type TrayIcon } from '../../../src/main/shell/shell-view.ts'
import { createTray, trayIconPath } from '../../../src/main/shell/tray.ts'
import { IDLE_PRESENCE } from '../../../src/shared/call/presence.ts'
import { record } from '../../desktop/stand-in/record.ts'
import { Tray } from '../../desktop/stand-in/surfaces.ts'

vi.mock('electron', () => import('../../desktop/stand-in/surfaces.ts'))

const icons = fileURLToPath(new URL('../../../build/tray', import.meta.url))
const PLATFORMS = ['linux', 'win32', 'darwin']
const view = (missed = 0) =>
  shellView(shellTexts('en', 'en'), {
    presence: IDLE_PRESENCE,
    connection: { status: 'online' },
    contacts: [],
    doNotDisturb: 'off',
    missed,
    now: 0,
  })

let deeds: ShellDeed[]
beforeEach(() => {
  deeds = []
  record.trays.length = 0
})

describe.each(PLATFORMS)('on %s', (platform) => {
  test('every icon is there', () => {
    const names: TrayIcon[] = [
      'online',
      'connecting',
      'offline',
      'ringing',
      'in-call',
      'muted',
      'do-not-disturb',
    ]
    const missed = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((count): TrayIcon => `missed-${count}`)
    const files = [...names, ...missed, 'missed-many' as const].map((icon) =>
      trayIconPath(icons, platform, icon),
    )
    expect(files.filter((file) => !existsSync(file))).toEqual([])
    // On a Mac and on Linux a denser screen takes the one of twice the size.
    const suffix = platform === 'darwin' ? /Template\.png$/ : platform === 'win32' ? /\.ico$/ : /\.png$/
    for (const file of files) expect(file).toMatch(suffix)
    if (platform !== 'win32')
      expect(files.filter((file) => !existsSync(file.replace('.png', '@2x.png')))).toEqual([])
  })

  test('a click opens the window; a Mac opens the menu by itself', () => {
    const on = vi.spyOn(Tray.prototype, 'on')
    createTray({ icons, platform, obey: (deed) => deeds.push(deed) })
    const calls = on.mock.calls as unknown as [event: string, press: () => void][]
    const pressed = calls.map(([event, press]) => {
      press()
      return event
    })
    on.mockRestore()
    expect(pressed).toEqual(platform === 'darwin' ? [] : ['click', 'double-click'])
    expect(deeds).toEqual(pressed.map(() => ({ type: 'open' })))
  })

  test('it shows what is drawn, and its lines do what they say', () => {
    const tray = createTray({ icons, platform, obey: (deed) => deeds.push(deed) })
    tray.draw(view(2))
    const [shown] = record.trays
    expect(shown?.image).toBe(trayIconPath(icons, platform, 'missed-2'))
    expect(shown?.toolTip).toBe('Tincan: Online · 2 missed calls')
    for (const label of ['2 missed calls', 'Open Tincan', 'Preferences', 'Quit'])
      shown?.menu.find((item) => item.label === label)?.click?.()
    expect(deeds.map(({ type }) => type)).toEqual(['history', 'open', 'preferences', 'quit'])
    expect(shown?.menu.find((item) => item.label === 'Do not disturb')?.submenu).toHaveLength(4)
    expect(shown?.menu[0]).toEqual({ label: 'Online', enabled: false })
  })
})
