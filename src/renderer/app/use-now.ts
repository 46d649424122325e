import { useCallback, useSyncExternalStore } from 'react'

/** The present second in milliseconds since the Unix epoch; drawn anew every second while `isRunning`. */
export function useNow(isRunning: boolean): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!isRunning) return () => {}
      const id = setInterval(listener, 1_000)
      return () => clearInterval(id)
    },
    [isRunning],
  )
  return useSyncExternalStore(subscribe, presentSecond)
}

const presentSecond = (): number => Math.floor(Date.now() / 1_000) * 1_000
