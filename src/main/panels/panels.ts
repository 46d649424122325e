import type { BrowserWindow, IpcMain, Rectangle, Screen, Shell } from 'electron'
import { IDLE_PRESENCE } from '../../shared/call/presence.ts'
import type { CallPresence } from '../../shared/call/call.ts'
import type { Host, HostState, ShellCommand } from '../../shared/host.ts'
import type { CallId } from '../../shared/ids.ts'
import { PANEL_CHANNELS, PanelCommand } from '../../shared/panel.ts'
import { ok } from '../../shared/result.ts'
import type { ShellTexts } from '../shell/shell-texts.ts'
import { isOnScreen } from '../window-state.ts'
import { createIncomingNotices } from './incoming-notices.ts'
import { createPanel, type Panel } from './panel.ts'
import { incomingPlace } from './panel-place.ts'
import { incomingNotices, incomingView, miniView, type PanelSources } from './panel-view.ts'

const INCOMING_SIZE = { width: 380, height: 176 }
const MINI_SIZE = { width: 300, height: 76 }

/** What is seen beside the main window: the calls that ring, and the call whose window is hidden. */
export interface Panels {
  setPresence(presence: CallPresence): void
  setState(change: Partial<Pick<HostState, 'contacts' | 'settings'>>): void
  /** Shows the window of the call although the main one is there. */
  readonly showMini: NonNullable<Host['shell']>['showMini']
  /** The app quits: a window that still opened then would keep it from ending. */
  stop(): void
}

export interface PanelsParts {
  readonly window: BrowserWindow
  readonly ipcMain: IpcMain
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getCursorScreenPoint' | 'getDisplayNearestPoint'> &
    NodeJS.EventEmitter
  readonly shell: Shell
  readonly preloads: string
  readonly platform: string
  readonly state: Pick<HostState, 'contacts' | 'settings'>
  /** Where the mini window was last. */
  readonly miniPlace: Rectangle | null
  readonly keepMiniPlace: (place: Rectangle) => void
  readonly command: (command: ShellCommand) => void
  readonly openMain: () => void
  readonly texts: () => ShellTexts
}

export function createPanels(parts: PanelsParts): Panels {
  const { window, screen, shell, preloads, platform } = parts
  const activeWorkArea = (): Rectangle =>
    screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea

  let incomingHeight = INCOMING_SIZE.height
  const createIncoming = (): Panel =>
    createPanel({
      kind: 'incoming',
      size: INCOMING_SIZE,
      preloads,
      shell,
      place: () => incomingPlace(activeWorkArea(), { ...INCOMING_SIZE, height: incomingHeight }, platform),
      onClosed() {
        incoming = null
        for (const { callId } of sources.presence.ringing) {
          dismissed.add(callId)
          parts.command({ type: 'ignore', callId })
        }
      },
    })
  const createMini = (): Panel =>
    createPanel({
      kind: 'mini',
      size: MINI_SIZE,
      preloads,
      shell,
      place: () =>
        miniPlace !== null && isOnScreen(miniPlace, screen)
          ? miniPlace
          : incomingPlace(activeWorkArea(), MINI_SIZE, platform),
      onClosed() {
        mini = null
        isMiniWanted = false
        isMiniClosed = true
      },
    })
  /** Their window was closed: by a person, or because the app quits. They must not open another one. */
  const dismissed = new Set<CallId>()
  let incoming: Panel | null = null
  let isStopped = false
  // In good time, but after the main window, for which a person waits.
  window.webContents.once('did-finish-load', () => {
    if (!isStopped) incoming ??= createIncoming()
  })
  // Nobody waits for this one: it is made when it is first needed.
  let mini: Panel | null = null
  let miniPlace = parts.miniPlace
  let isMiniWanted = false
  let isMiniClosed = false
  let sources: PanelSources = { presence: IDLE_PRESENCE, ...parts.state }

  const notices = createIncomingNotices({
    texts: parts.texts,
    open: parts.openMain,
    command: parts.command,
  })

  const drawNotices = (): void => {
    // Whoever looks at the window sees the call there.
    const isSeen = !window.isDestroyed() && window.isFocused()
    notices.draw(isSeen ? [] : incomingNotices(sources, parts.texts(), Date.now()))
  }
  const drawIncoming = (): void => {
    const ringing = sources.presence.ringing.filter(({ callId }) => !dismissed.has(callId))
    const view = incomingView({ ...sources, presence: { ...sources.presence, ringing } }, Date.now())
    if (view === null) {
      incomingHeight = INCOMING_SIZE.height
      return incoming?.draw(null)
    }
    incoming ??= createIncoming()
    incoming.draw(view)
  }
  const drawMini = (): void => {
    const view = miniView(sources)
    if (view === null) isMiniWanted = isMiniClosed = false
    const isMainAway = !window.isDestroyed() && (!window.isVisible() || window.isMinimized())
    const isByRule = sources.settings.miniWindow && isMainAway && !isMiniClosed
    if (view === null || !(isMiniWanted || isByRule)) {
      if (mini?.isShown() === true) keepPlace(mini)
      return mini?.draw(null)
    }
    mini ??= createMini()
    mini.draw(view)
  }
  const draw = (): void => {
    if (isStopped) return
    drawIncoming()
    drawNotices()
    drawMini()
  }
  const keepPlace = (panel: Panel): void => {
    miniPlace = { ...panel.bounds(), ...MINI_SIZE }
    parts.keepMiniPlace(miniPlace)
  }

  // A window on a screen that was taken away would be nowhere.
  screen.on('display-removed', () => {
    for (const panel of [incoming, mini]) {
      if (panel?.isShown() === true && !isOnScreen(panel.bounds(), screen)) panel.fit()
    }
  })
  window.on('show', draw)
  window.on('hide', draw)
  window.on('minimize', draw)
  window.on('restore', draw)

  const obey = (panel: Panel, command: PanelCommand): void => {
    switch (command.type) {
      case 'open':
        isMiniWanted = false
        return parts.openMain()
      case 'fit':
        if (panel !== incoming || !panel.isShown()) return
        incomingHeight = command.height
        return panel.fit()
      case 'accept':
      case 'decline':
      case 'ignore':
      case 'end':
      case 'toggle-mute':
        return parts.command(command)
    }
  }
  const panelOf = (event: Parameters<Panel['isSender']>[0]): Panel | undefined =>
    [incoming, mini].find((panel): panel is Panel => panel?.isSender(event) === true)
  parts.ipcMain.handle(PANEL_CHANNELS.listen, (event) => panelOf(event)?.listen())
  parts.ipcMain.handle(PANEL_CHANNELS.command, (event, input: unknown) => {
    const panel = panelOf(event)
    const command = PanelCommand.safeParse(input)
    if (panel !== undefined && command.success) obey(panel, command.data)
  })

  return {
    setPresence(presence) {
      sources = { ...sources, presence }
      draw()
    },
    setState(change) {
      sources = { ...sources, ...change }
      draw()
    },
    async showMini() {
      isMiniWanted = true
      isMiniClosed = false
      draw()
      return ok(null)
    },
    stop() {
      isStopped = true
    },
  }
}
