import { EventEmitter } from 'node:events'
import { record, type MenuItem } from './record.ts'

// Surfaces of the desktop that nobody looks at in a test: they are recorded.

export class Menu {
  readonly items: readonly MenuItem[]
  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }
  static buildFromTemplate(template: MenuItem[]): Menu {
    return new Menu(template)
  }
  static setApplicationMenu(menu: Menu | null): void {
    record.applicationMenu = menu === null ? null : menu.items
  }
}

class Image {
  readonly #url: string
  constructor(url: string) {
    this.#url = url
  }
  isEmpty(): boolean {
    return !this.#url.startsWith('data:image/')
  }
}
export const nativeImage = { createFromDataURL: (url: string): Image => new Image(url) }

export class Tray extends EventEmitter<{ click: [] }> {
  readonly #state: { toolTip: string; menu: readonly MenuItem[] } = { toolTip: '', menu: [] }
  constructor(image: Image) {
    super()
    if (image.isEmpty()) throw new Error('A tray needs an image.')
    record.trays.push(this.#state)
  }
  setToolTip(text: string): void {
    this.#state.toolTip = text
  }
  setContextMenu(menu: Menu): void {
    this.#state.menu = menu.items
  }
}

export const dialog = {
  showErrorBox(title: string, content: string): void {
    record.errorBoxes.push(`${title}: ${content}`)
  },
}

export const shell = {
  async openExternal(url: string): Promise<void> {
    record.opened.push(url)
  },
}
export type Shell = typeof shell

let lastBlocker = 0
export const powerSaveBlocker = {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    record.powerBlockers.add(++lastBlocker)
    return lastBlocker
  },
  stop: (id: number): boolean => record.powerBlockers.delete(id),
}

/** Tests emit what the computer would. */
export const powerMonitor = new EventEmitter<{ resume: []; suspend: []; 'unlock-screen': [] }>()

const DISPLAY = { x: 0, y: 0, width: 1280, height: 800 }
export const screen = { getAllDisplays: () => [{ workArea: DISPLAY }] }
export type Screen = typeof screen
