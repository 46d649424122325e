import { contextBridge, ipcRenderer } from 'electron'
import { PANEL_CHANNELS, PANEL_KINDS, PanelView, type PanelHost } from '../shared/panel.ts'

// Builds the PanelHost of a small window from IPC, and nothing else.

const wanted = process.argv.find((arg) => arg.startsWith('--tincan-panel='))?.split('=')[1]

const panelHost = {
  kind: PANEL_KINDS.find((kind) => kind === wanted) ?? 'incoming',
  onView(listener) {
    const handle = (_event: unknown, data: unknown): void => {
      const view = PanelView.safeParse(data)
      if (view.success) listener(view.data)
    }
    ipcRenderer.on(PANEL_CHANNELS.view, handle)
    void ipcRenderer.invoke(PANEL_CHANNELS.listen)
    return () => void ipcRenderer.off(PANEL_CHANNELS.view, handle)
  },
  command: (command) => void ipcRenderer.invoke(PANEL_CHANNELS.command, command),
} satisfies PanelHost

contextBridge.exposeInMainWorld('panelHost', panelHost)
