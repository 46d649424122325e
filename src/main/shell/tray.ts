import { join } from 'node:path'
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import type { MenuLine, ShellDeed, ShellView, TrayIcon } from './shell-view.ts'

/** The icon in the bar of the system, with its menu. */
export interface TrayPort {
  draw(view: ShellView): void
}

export interface TrayParts {
  /** Holds a folder of icons for each platform. */
  readonly icons: string
  readonly platform: string
  readonly obey: (deed: ShellDeed) => void
}

export function createTray({ icons, platform, obey }: TrayParts): TrayPort {
  let shown: TrayIcon = 'connecting'
  const tray = new Tray(nativeImage.createFromPath(trayIconPath(icons, platform, shown)))
  // On a Mac a click opens the menu, as it does with every other icon there.
  if (platform !== 'darwin') {
    tray.on('click', () => obey({ type: 'open' }))
    tray.on('double-click', () => obey({ type: 'open' }))
  }
  const toItem = (line: MenuLine): MenuItemConstructorOptions => {
    switch (line.kind) {
      case 'separator':
        return { type: 'separator' }
      case 'text':
        return { label: line.text, enabled: false }
      case 'menu':
        return { label: line.text, submenu: line.lines.map(toItem) }
      case 'deed': {
        const item = { label: line.text, click: () => obey(line.deed) }
        return line.checked === undefined ? item : { ...item, type: 'checkbox', checked: line.checked }
      }
    }
  }
  return {
    draw({ icon, status, menu }) {
      if (icon !== shown) {
        shown = icon
        tray.setImage(nativeImage.createFromPath(trayIconPath(icons, platform, icon)))
      }
      tray.setToolTip(`Tincan: ${status}`)
      tray.setContextMenu(Menu.buildFromTemplate(menu.map(toItem)))
    },
  }
}

/** A file that the platform takes: a template image on a Mac, which follows its bar by itself. */
export function trayIconPath(icons: string, platform: string, icon: TrayIcon): string {
  if (platform === 'darwin') return join(icons, 'darwin', `${icon}Template.png`)
  return platform === 'win32' ? join(icons, 'win32', `${icon}.ico`) : join(icons, 'linux', `${icon}.png`)
}
