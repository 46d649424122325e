import { EventEmitter } from 'node:events'

export type Bounds = { x: number; y: number; width: number; height: number }

/** A window without anything in it. */
export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = []
  readonly webContents = Object.assign(new EventEmitter(), {
    sent: [] as unknown[],
    send: (_channel: string, view: unknown) => void this.webContents.sent.push(view),
    setWindowOpenHandler: () => {},
    setBackgroundThrottling: () => {},
  })
  isShown = false
  isFlashing = false
  overlay: { readonly file: string | null; readonly text: string } = { file: null, text: '' }
  bounds: Bounds = { x: 0, y: 0, width: 100, height: 100 }
  constructor() {
    super()
    FakeWindow.all.push(this)
  }
  setAlwaysOnTop(): void {}
  setVisibleOnAllWorkspaces(): void {}
  async loadURL(): Promise<void> {}
  show(): void {
    this.isShown = true
  }
  showInactive(): void {
    this.isShown = true
  }
  focus(): void {}
  flashFrame(isFlashing: boolean): void {
    this.isFlashing = isFlashing
  }
  setOverlayIcon(image: { readonly source: string } | null, text: string): void {
    this.overlay = { file: image?.source ?? null, text }
  }
  hide(): void {
    this.isShown = false
  }
  setBounds(bounds: Bounds): void {
    this.bounds = bounds
  }
  getBounds(): Bounds {
    return this.bounds
  }
  isVisible(): boolean {
    return this.isShown
  }
  isMinimized(): boolean {
    return false
  }
  isFocused(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return false
  }
}
