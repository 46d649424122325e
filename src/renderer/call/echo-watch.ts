import type { Clock } from '../../shared/clock.ts'
import type { LogEvent } from '../../shared/model/call-log.ts'
import type { EchoReport } from '../../shared/quality/echo-report.ts'
import { createEchoFinder } from '../../shared/sound/echo-finder.ts'
import type { SoundSlice } from '../../shared/sound/slice.ts'

/** An older word of the other side says nothing about now, in milliseconds. */
const REPORT_TTL_MS = 3_000

/** Whose voice makes the round. */
export interface Echo {
  /** Mine comes back from the other side. */
  readonly mine: boolean
  /** They say that theirs comes back from here. */
  readonly theirs: boolean
}
export const NO_ECHO: Echo = { mine: false, theirs: false }

export interface EchoWatchParts {
  readonly clock: Clock
  readonly tell: (report: EchoReport) => void
  readonly onEvent: (event: LogEvent) => void
  readonly onChange: () => void
}

/** Looks for echoes between me and one peer, and tells them of mine. */
export interface EchoWatch {
  hearMine(slice: SoundSlice): void
  hearTheirs(slice: SoundSlice): void
  /** They told me of theirs. */
  hear(): void
  /** To be called once a second while the call is up. */
  measure(): void
  view(): Echo
}

export function createEchoWatch({ clock, tell, onEvent, onChange }: EchoWatchParts): EchoWatch {
  const finder = createEchoFinder()
  let echo = NO_ECHO
  let toldAt = -Infinity

  const change = (next: Echo): void => {
    if (next.mine && !echo.mine) onEvent({ kind: 'echo', side: 'me' })
    if (next.theirs && !echo.theirs) onEvent({ kind: 'echo', side: 'peer' })
    const isSame = next.mine === echo.mine && next.theirs === echo.theirs
    echo = next
    if (!isSame) onChange()
  }

  return {
    hearMine: finder.hearMine,
    hearTheirs: finder.hearTheirs,
    hear() {
      toldAt = clock.now()
      change({ ...echo, theirs: true })
    },
    measure() {
      const mine = finder.judge()
      if (mine) tell({ kind: 'echo-report' })
      change({ mine, theirs: clock.now() - toldAt < REPORT_TTL_MS })
    },
    view: () => echo,
  }
}
