import { Menu } from 'electron'

/**
 * No menu but the one that macOS needs for its keys of editing and quitting. Electron's own would let a key reload the
 * page, and the call with it.
 */
export function setMenu(platform: string): void {
  const menu =
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null
  Menu.setApplicationMenu(menu)
}
