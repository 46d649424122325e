import type { BrowserWindow, Rectangle, Screen } from 'electron'
import { z } from 'zod'
import type { ProfileValues } from './stores/data-store.ts'

const KEY = 'window'
const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(50), height: z.int().min(50) })
const WindowState = z.object({
  bounds: Bounds,
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof WindowState>

/** Where the window was when the app was last used; null at the first start, or if that place is on no screen now. */
export async function readWindowState(
  values: ProfileValues,
  screen: Pick<Screen, 'getAllDisplays'>,
): Promise<WindowState | null> {
  const state = WindowState.safeParse(await values.value(KEY)).data
  if (state === undefined) return null
  return isOnScreen(state.bounds, screen) ? state : null
}

/** Keeps the place of the window whenever it goes away. */
export function keepWindowState(window: BrowserWindow, values: ProfileValues): void {
  const keep = (): void => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    // A place that a full disk does not take is no loss to speak of.
    values.putValue(KEY, state).catch(() => {})
  }
  window.on('close', keep)
  window.on('hide', keep)
}

const PANEL_KEY = 'mini-window'

/** Where a person moved the window of the call to; null at first. */
export async function readPanelPlace(values: ProfileValues): Promise<Rectangle | null> {
  return Bounds.safeParse(await values.value(PANEL_KEY)).data ?? null
}

export function keepPanelPlace(values: ProfileValues, place: Rectangle): void {
  values.putValue(PANEL_KEY, place).catch(() => {})
}

/** Whether a person can see a window at this place, and get hold of it. */
export function isOnScreen(place: Rectangle, screen: Pick<Screen, 'getAllDisplays'>): boolean {
  return screen.getAllDisplays().some((display) => overlap(place, display.workArea))
}

/** Enough of the window to grab it. */
function overlap(a: Rectangle, b: Rectangle): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width >= 100 && height >= 50
}
