import type { Clock } from '../clock.ts'
import type { ErrorCode } from '../errors.ts'
import type { IceServerEntry } from '../host.ts'
import { isRelay, parseIceUri, urlsOf } from '../ice/uri.ts'
import type { TurnCredentials } from '../protocol/signaling-events.ts'
import type { SignalingSession } from '../signaling/signaling-session.ts'

/** Credentials are fetched anew when less than this share of their life is left. */
const REFRESH_SHARE = 0.2
/** The soonest renewal, however short their life, and the wait after a failed one, in milliseconds. */
const SOONEST_MS = 10_000
const RETRY_MS = 30_000
/** The longest time that a call waits for fresh credentials, in milliseconds: those at hand are the next best. */
const PATIENCE_MS = 1_000
/** Timers of a browser and of Node count to 2^31 - 1 milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Refusals after which a server that has lent nothing yet is not asked again before the next connection. */
const FINAL_CODES: ReadonlySet<ErrorCode> = new Set(['bad-request', 'not-connected'])

/** Times in milliseconds since the Unix epoch. */
interface Loan {
  readonly server: IceServerEntry
  readonly renewAt: number
  readonly until: number
}

/** The TURN servers that the signaling server lends, with credentials that are renewed before they end. */
export interface TurnLoan {
  /** What is at hand now. */
  entries(): readonly IceServerEntry[]
  /** Fetches new credentials; gives up after PATIENCE_MS and keeps what it has. */
  refresh(): Promise<void>
  /** Waits as long at most for what is on its way or overdue, unless something good is at hand. */
  ready(): Promise<void>
  /** The account is gone, and what its server lent with it. */
  forget(): void
}

export function createTurnLoan(
  clock: Clock,
  session: () => Pick<SignalingSession, 'request'> | null,
  onChange: () => void,
): TurnLoan {
  let loan: Loan | null = null
  let cancelRenewal = (): void => {}
  let cancelEnd = (): void => {}
  let fetching: Promise<void> | null = null
  /** Counts accounts, so that an answer for the last one is thrown away. */
  let generation = 0

  const setTimer = (delayMs: number, callback: () => void): (() => void) =>
    clock.setTimer(Math.min(delayMs, LONGEST_TIMER_MS), callback)
  const renewIn = (delayMs: number): void => {
    cancelRenewal()
    cancelRenewal = setTimer(delayMs, () => void fetch())
  }

  const drop = (): void => {
    loan = null
    cancelRenewal()
    cancelEnd()
  }

  const keep = (lent: TurnCredentials): void => {
    const lifeMs = lent.ttlSeconds * 1000
    const renewInMs = Math.max(SOONEST_MS, lifeMs * (1 - REFRESH_SHARE))
    const { username, credential } = lent
    loan = {
      server: { urls: relaysOf(lent), username, credential },
      renewAt: clock.now() + renewInMs,
      until: clock.now() + lifeMs,
    }
    renewIn(renewInMs)
    cancelEnd()
    cancelEnd = setTimer(lifeMs, onChange)
  }

  const fetchNow = async (): Promise<void> => {
    const mine = generation
    const answer = await session()?.request('turn.credentials', {})
    if (mine !== generation || answer === undefined) return
    if (!answer.ok) {
      if (loan !== null || !FINAL_CODES.has(answer.error.code)) renewIn(RETRY_MS)
      return
    }
    const hadLoan = loan !== null
    if (answer.value === null) drop()
    else keep(answer.value)
    if (hadLoan || loan !== null) onChange()
  }

  const fetch = (): Promise<void> => {
    if (fetching !== null) return fetching
    const mine = fetchNow().finally(() => {
      if (fetching === mine) fetching = null
    })
    fetching = mine
    return mine
  }

  const waitFor = async (answer: Promise<void>): Promise<void> => {
    let cancel = (): void => {}
    const patience = new Promise<void>((resolve) => {
      cancel = clock.setTimer(PATIENCE_MS, resolve)
    })
    await Promise.race([answer, patience])
    cancel()
  }

  const entries = (): readonly IceServerEntry[] => {
    const isGood = loan !== null && loan.until > clock.now() && loan.server.urls.length > 0
    return isGood && loan !== null ? [loan.server] : []
  }

  return {
    entries,
    refresh: () => waitFor(fetch()),
    async ready() {
      // Timers stand still while the computer sleeps; the time of day does not.
      const isDue = loan !== null && loan.renewAt <= clock.now()
      const underWay = isDue ? fetch() : fetching
      if (underWay !== null && entries().length === 0) await waitFor(underWay)
    },
    forget() {
      generation += 1
      fetching = null
      drop()
    },
  }
}

/** Whatever else the server names is left out: with "hide my IP" nobody but relays may be asked. */
function relaysOf({ urls }: TurnCredentials): readonly string[] {
  return urls.flatMap((text) => {
    const uri = parseIceUri(text)
    return uri.ok && isRelay(uri.value) ? urlsOf(uri.value) : []
  })
}
