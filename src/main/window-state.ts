import type { BrowserWindow, Rectangle, Screen } from 'electron'
import { z } from 'zod'
import type { ProfileValues } from './stores/data-store.ts'

const KEY = 'window'
const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(100), height: z.int().min(100) }),
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
  return screen.getAllDisplays().some((display) => overlap(state.bounds, display.workArea)) ? state : null
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

/** Enough of the window to grab it. */
function overlap(a: Rectangle, b: Rectangle): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width >= 100 && height >= 50
}
