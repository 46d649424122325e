import { join } from 'node:path'
import { BrowserWindow, type IpcMainInvokeEvent, type Rectangle } from 'electron'
import { PANEL_CHANNELS, type PanelKind, type PanelView } from '../../shared/panel.ts'
import { APP_ORIGIN, guardNavigation, safePreferences } from '../windows.ts'

const PAGE = `${APP_ORIGIN}/panel.html`

/** One small window above all others, made hidden, so that showing it takes no time. */
export interface Panel {
  /** Shows this, without taking the focus from whoever has it; null hides the window. */
  draw(view: PanelView | null): void
  isShown(): boolean
  bounds(): Rectangle
  /** Takes the place of now, e.g. because it became another size. */
  fit(): void
  /** Whether a message came from the page of this panel, and no frame within it. */
  isSender(event: IpcMainInvokeEvent): boolean
  /** The page listens from now on. */
  listen(): void
}

export interface PanelParts {
  readonly kind: PanelKind
  readonly size: { readonly width: number; readonly height: number }
  /** Folder of the preload scripts. */
  readonly preloads: string
  /** Where it opens; asked at each showing. */
  readonly place: () => Rectangle
  readonly shell: Parameters<typeof guardNavigation>[1]
  /** A person closed the window by the means of the system; it is no more. */
  readonly onClosed: () => void
}

export function createPanel({ kind, size, preloads, place, shell, onClosed }: PanelParts): Panel {
  const window = new BrowserWindow({
    ...size,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    title: 'Tincan',
    ...ofPlatform(process.platform),
    webPreferences: safePreferences(join(preloads, 'panel.cjs'), [`--tincan-panel=${kind}`]),
  })
  // Above full-screen apps too, where the system lets it.
  window.setAlwaysOnTop(true, 'screen-saver')
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
  guardNavigation(window, shell)

  let shown: PanelView | null = null
  let isListening = false
  const send = (view: PanelView | null): void => {
    if (isListening && view !== null && !window.isDestroyed())
      window.webContents.send(PANEL_CHANNELS.view, view)
  }
  const load = (): void => {
    isListening = false
    window.loadURL(PAGE).catch((error: unknown) => console.error(`The ${kind} panel does not load:`, error))
  }
  window.webContents.on('render-process-gone', load)
  window.once('closed', onClosed)
  load()

  return {
    draw(view) {
      // A hidden page keeps nothing that would be seen for a moment when it is shown again.
      send(view ?? (shown && emptied(shown)))
      shown = view
      if (window.isDestroyed()) return
      if (view === null) window.hide()
      else if (!window.isVisible()) {
        window.setBounds(place())
        window.showInactive()
      }
    },
    isShown: () => shown !== null && !window.isDestroyed(),
    bounds: () => window.getBounds(),
    fit: () => window.setBounds(place()),
    isSender({ sender, senderFrame }) {
      return sender === window.webContents && senderFrame?.url === PAGE && senderFrame.parent === null
    },
    listen() {
      isListening = true
      send(shown)
    },
  }
}

const emptied = (view: PanelView): PanelView =>
  view.kind === 'incoming' ? { ...view, calls: [] } : { ...view, call: null }

/** A window that the system does not give the focus by itself. */
function ofPlatform(platform: string): { type?: string } {
  if (platform === 'darwin') return { type: 'panel' }
  return platform === 'linux' ? { type: 'notification' } : {}
}
