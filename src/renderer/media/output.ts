/** Where the sound of one peer comes out. */
export interface Output {
  setAudible(audible: boolean): void
  /** @param deviceId as `enumerateDevices()` gives it; empty follows the system */
  setDevice(deviceId: string): void
  close(): void
}

export function createOutput(stream: MediaStream): Output {
  const element = new Audio()
  element.autoplay = true
  element.muted = true
  element.srcObject = stream
  return {
    setAudible(audible) {
      element.muted = !audible
      // Autoplay may have waited for a gesture; the accept was one.
      if (audible) void element.play().catch(() => {})
    },
    setDevice(deviceId) {
      // A speaker that is gone: the system's own goes on playing.
      void element.setSinkId?.(deviceId).catch(() => {})
    },
    close() {
      element.pause()
      element.srcObject = null
    },
  }
}
