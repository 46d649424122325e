import type { Clock } from '../../../shared/clock.ts'
import type { Host } from '../../../shared/host.ts'
import { DOCTOR_LIMIT_MS, NO_TIMES, type TransportTest } from './doctor.ts'
import { QUOTA_REACHED, waitForQuota } from './quota.ts'
import type { Row } from './rows.ts'
import { testTransport } from './transport-test.ts'
import type { Way } from './transports.ts'

/** Tests that run at once: each relay takes two connections. */
const AT_ONCE = 12
/** How often a server that counts allocations is asked again. */
const QUOTA_TRIES = 3

export interface RowTestParts {
  readonly rows: readonly Row[]
  readonly sockets: Host['network']['sockets']
  readonly clock: Clock
  /** Ends all tests: out of time, or cancelled. */
  readonly signal: AbortSignal
  /** Told of each step of each test. */
  readonly onTest: (row: Row, test: TransportTest) => void
}

interface Job {
  readonly row: Row
  readonly way: Way
}

/** Tests every row by each of its transports, some of them at once. */
export async function testRows({ rows, sockets, clock, signal, onTest }: RowTestParts): Promise<void> {
  const jobs = rows.flatMap((row) => row.ways.map((way) => ({ row, way })))
  // Where not all run at once, servers that do not answer must leave time for those that do.
  const shareMs = DOCTOR_LIMIT_MS / Math.max(1, Math.ceil(jobs.length / AT_ONCE))

  const test = async ({ row, way }: Job, limitMs: number): Promise<TransportTest> => {
    const { entry } = row
    if (!entry.ok) {
      const fault = { kind: 'host', error: entry.error } as const
      return { status: 'bad', transport: way.transport, times: NO_TIMES, fault }
    }
    const own = new AbortController()
    const cancelLimit = clock.setTimer(limitMs, () => own.abort())
    const result = await testTransport({
      way,
      entry: entry.value,
      sockets,
      signal: AbortSignal.any([signal, own.signal]),
      now: clock.now,
      onProgress: (running) => onTest(row, running),
    })
    cancelLimit()
    return result
  }

  const testAgain = async (job: Job, refused: TransportTest): Promise<void> => {
    let result = refused
    for (let tries = 0; tries < QUOTA_TRIES && isOverQuota(result); tries += 1) {
      await waitForQuota(clock, signal)
      if (signal.aborted) break
      result = await test(job, DOCTOR_LIMIT_MS)
    }
    onTest(job.row, result)
  }

  let lastTries = Promise.resolve()
  await inParallel(jobs, async (job) => {
    const result = await test(job, shareMs)
    // Each is asked again, one after the other.
    if (isOverQuota(result)) lastTries = lastTries.then(() => testAgain(job, result))
    else onTest(job.row, result)
  })
  await lastTries
}

const isOverQuota = (test: TransportTest): boolean =>
  test.status === 'bad' && test.fault.kind === 'stun-error' && test.fault.code === QUOTA_REACHED

async function inParallel<T>(jobs: readonly T[], work: (job: T) => Promise<void>): Promise<void> {
  const waiting = [...jobs]
  const lane = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await work(job)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
