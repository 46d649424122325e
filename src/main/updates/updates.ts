import { appError, type AppError } from '../../shared/errors.ts'
import type { Host } from '../../shared/host.ts'
import type { UpdatePolicy, UpdateState } from '../../shared/model/update.ts'
import { err, ok } from '../../shared/result.ts'
import { UntrustedFeedError, type Updater } from './updater.ts'

/** The window has its first seconds to itself. */
export const FIRST_CHECK_MS = 10_000
export const CHECK_INTERVAL_MS = 6 * 3_600_000
/** When a call was in the way. */
export const CALL_INTERVAL_MS = 10 * 60_000

export interface UpdatesParts {
  /** Loads the updater when it is first needed, or says why this app has none. */
  readonly source:
    | { readonly open: () => Promise<Updater> }
    | { readonly reason: Extract<UpdateState, { status: 'unavailable' }>['reason'] }
  readonly policy: () => Promise<UpdatePolicy>
  readonly isInCall: () => boolean
  readonly clock: { now(): number; setTimer(delayMs: number, callback: () => void): () => void }
}

export interface Updates {
  readonly port: NonNullable<Host['updates']>
  stop(): void
}

/** Looks for new versions at the start and every six hours, as far as the settings want it, and never in a call. */
export function createUpdates({ source, policy, isInCall, clock }: UpdatesParts): Updates {
  let state: UpdateState =
    'reason' in source
      ? { status: 'unavailable', reason: source.reason }
      : { status: 'idle', checkedAt: null }
  let opened: Promise<Updater> | null = null
  let stopTimer = (): void => {}
  const listeners = new Set<(state: UpdateState) => void>()

  const become = (next: UpdateState): void => {
    state = next
    for (const listener of listeners) listener(next)
  }
  const updater = async (): Promise<Updater> => {
    if ('reason' in source) throw new Error(source.reason)
    opened ??= source.open()
    return opened
  }

  /** Whom nobody asked says nothing about a server that is away. */
  const check = async (isAsked: boolean): Promise<void> => {
    if (state.status !== 'idle' && state.status !== 'available' && state.status !== 'failed') return
    const before = state
    become({ status: 'checking' })
    try {
      const version = await (await updater()).check()
      become(version === null ? { status: 'idle', checkedAt: clock.now() } : { status: 'available', version })
    } catch (error) {
      const failure = updateError(error)
      become(
        !isAsked && failure.code === 'update-unreachable' ? before : { status: 'failed', error: failure },
      )
    }
  }

  const download = async (): Promise<void> => {
    if (state.status !== 'available') return
    const { version } = state
    become({ status: 'downloading', version, share: 0 })
    try {
      await (await updater()).download((share) => {
        if (state.status === 'downloading') become({ status: 'downloading', version, share })
      })
      become({ status: 'ready', version })
    } catch (error) {
      become({ status: 'failed', error: updateError(error) })
    }
  }

  const look = async (): Promise<void> => {
    const wanted = await policy()
    if (wanted !== 'off' && !isInCall()) {
      await check(false)
      if (wanted === 'automatic' && !isInCall()) await download()
    }
    lookIn(isInCall() ? CALL_INTERVAL_MS : CHECK_INTERVAL_MS)
  }
  const lookIn = (delayMs: number): void => {
    stopTimer = clock.setTimer(delayMs, () => void look())
  }
  if ('open' in source) lookIn(FIRST_CHECK_MS)

  return {
    port: {
      onState(listener) {
        listeners.add(listener)
        listener(state)
        return () => listeners.delete(listener)
      },
      async check() {
        await check(true)
        return ok(null)
      },
      async download() {
        await download()
        return ok(null)
      },
      async restart() {
        if (isInCall()) return err(appError('update-in-call'))
        if (state.status !== 'ready') return err(appError('update-failed', state.status))
        const ready = await updater()
        try {
          ready.install()
          return ok(null)
        } catch (error) {
          // Whatever it was, it was not the network.
          const failure = appError('update-failed', detailOf(error))
          become({ status: 'failed', error: failure })
          return err(failure)
        }
      },
    },
    stop: () => stopTimer(),
  }
}

/** What of a failure a person can do something about. */
function updateError(error: unknown): AppError {
  const detail = detailOf(error)
  if (error instanceof UntrustedFeedError) return appError('update-untrusted', detail)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // What was fetched is not what the signed feed names.
  if (code === 'ERR_CHECKSUM_MISMATCH') return appError('update-untrusted', detail)
  const isNetwork = /^(E[A-Z]+|HTTP_ERROR_\d+|ERR_UPDATER_CHANNEL_FILE_NOT_FOUND)$/.test(code)
  return appError(isNetwork || detail.startsWith('net::') ? 'update-unreachable' : 'update-failed', detail)
}

const detailOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 500) : String(error)
