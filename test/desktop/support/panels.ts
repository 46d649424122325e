import type { ElectronApplication, Page } from '@playwright/test'
import type { PanelKind } from '../../../src/shared/panel.ts'

/** The page of a small window, or undefined before it was first needed. */
export async function findPanel(electron: ElectronApplication, kind: PanelKind): Promise<Page | undefined> {
  for (const page of electron.windows()) {
    if (!page.url().endsWith('/panel.html')) continue
    // A page that is just made may never answer what it is asked too early; it is asked again.
    const found = await page
      .waitForFunction(
        () => (window as unknown as { panelHost?: { kind: PanelKind } }).panelHost?.kind,
        undefined,
        { timeout: 2_000 },
      )
      .then((kind) => kind.jsonValue())
      .catch(() => undefined)
    if (found === kind) return page
  }
  return undefined
}

/** The pages of all our windows, hidden ones too. */
export function pagesOf(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.webContents.getURL().split('/').at(-1) ?? '')
      .toSorted(),
  )
}

/** Which of our windows a person sees now, by the names of their pages. */
export function visibleWindows(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible() && !window.isMinimized())
      .map((window) => window.webContents.getURL().split('/').at(-1) ?? '')
      .toSorted(),
  )
}

/** Closes the main window as a person does; it stays in the tray. */
export function closeMain(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/desktop.html'))
      ?.close()
  })
}
