import { repeatEvery, type Clock } from '../../shared/clock.ts'
import type { NetworkChange } from '../../shared/network/change.ts'

/** How often levels are looked at, and everything else that is measured, in milliseconds. */
const LEVEL_EVERY_MS = 100
const MEASURE_EVERY_MS = 1_000

export interface LookoutParts {
  readonly clock: Clock
  readonly watchNetwork: (listener: (change: NetworkChange) => void) => () => void
  readonly onNetwork: (change: NetworkChange) => void
  readonly onLook: () => void
  readonly onMeasure: () => void
}

/** Looks at the network while there is a connection, and at connections only while a call is up. */
export interface Lookout {
  fit(wanted: { readonly network: boolean; readonly calls: boolean }): void
}

export function createLookout(parts: LookoutParts): Lookout {
  let stopNetwork: (() => void) | null = null
  let stopCalls: (() => void) | null = null
  return {
    fit({ network, calls }) {
      if (network) stopNetwork ??= parts.watchNetwork(parts.onNetwork)
      else {
        stopNetwork?.()
        stopNetwork = null
      }
      if (calls) {
        stopCalls ??= both(
          repeatEvery(parts.clock, LEVEL_EVERY_MS, parts.onLook),
          repeatEvery(parts.clock, MEASURE_EVERY_MS, parts.onMeasure),
        )
      } else {
        stopCalls?.()
        stopCalls = null
      }
    },
  }
}

const both = (a: () => void, b: () => void) => (): void => {
  a()
  b()
}
