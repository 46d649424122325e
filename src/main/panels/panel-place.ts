import type { Rectangle } from 'electron'

/** Space to the edge of the screen, in device-independent pixels. */
const MARGIN = 16

/** Where the system shows its own notifications: at the bottom on Windows, at the top elsewhere. */
export function incomingPlace(
  workArea: Rectangle,
  size: { width: number; height: number },
  platform: string,
): Rectangle {
  const { width } = size
  const height = Math.min(size.height, workArea.height - 2 * MARGIN)
  const y = platform === 'win32' ? workArea.y + workArea.height - height - MARGIN : workArea.y + MARGIN
  return { x: workArea.x + workArea.width - width - MARGIN, y, width, height }
}
