import type { Clock } from '../../../shared/clock.ts'
import type { Host, HostState } from '../../../shared/host.ts'
import type { IceServerId } from '../../../shared/ids.ts'
import { createStore } from '../../../shared/store.ts'
import {
  DOCTOR_LIMIT_MS,
  type Doctor,
  type DoctorState,
  type NetworkFindings,
  type RowTest,
} from './doctor.ts'
import { findNetwork } from './findings.ts'
import { testRows } from './row-tests.ts'
import { allRows, ownRows, startedRow, type Row } from './rows.ts'
import { settled, withRows, withTest } from './shown-rows.ts'
import { verdictOf } from './verdict.ts'

export interface DoctorParts {
  readonly host: Pick<Host, 'state' | 'network' | 'calls'>
  readonly clock: Clock
}

/** What a test is about: everything that a call would use, or some own servers. */
type Scope = 'all' | readonly IceServerId[]

interface Run {
  readonly controller: AbortController
  readonly scope: Scope
  /** What was known before it: what it does not finish is so still. */
  readonly known: readonly RowTest[]
}

const IDLE: DoctorState = { status: 'idle', rows: [], findings: null, verdict: null, testedAt: null }

export function createDoctor({ host, clock }: DoctorParts): Doctor {
  const state = createStore<DoctorState>(IDLE)
  let running: Run | null = null

  /** Tests until everything is known, DOCTOR_LIMIT_MS are over, or the next test begins. */
  const run = async (scope: Scope): Promise<void> => {
    running?.controller.abort()
    const known = scope === 'all' ? [] : (running?.known ?? state.get().rows)
    const mine: Run = { controller: new AbortController(), scope, known }
    const { controller } = mine
    running = mine
    const cancelLimit = clock.setTimer(DOCTOR_LIMIT_MS, () => controller.abort())
    state.update((now) => ({ ...now, status: 'running' }))
    try {
      await test(mine)
    } finally {
      cancelLimit()
      controller.abort()
      if (running === mine) {
        running = null
        state.update((now) => ({ ...now, rows: settled(now.rows, known), status: 'done' }))
      }
    }
  }

  const test = async (mine: Run): Promise<void> => {
    const { scope, controller } = mine
    const { signal } = controller
    const isCurrent = (): boolean => running === mine
    const now = await host.state()
    const rows = await (scope === 'all' ? allRows(host.network, now) : ownRows(host.network, now, scope))
    if (!isCurrent()) return
    const started = rows.map(startedRow)
    state.update((before) =>
      scope === 'all'
        ? { ...before, rows: started, findings: null, verdict: null, testedAt: null }
        : { ...before, rows: withRows(before.rows, scope, started) },
    )
    // Without a verdict nothing is known of the rest, and a test of some servers gives none.
    const isJudged = scope === 'all' || state.get().verdict !== null
    const testing = testShown(rows, signal, isCurrent)
    const [findings] = await Promise.all([
      isJudged ? showFindings(now, signal, isCurrent, testing) : null,
      testing,
    ])
    if (!isCurrent() || findings === null) return
    state.update((before) => ({
      ...before,
      verdict: verdictOf(before.rows, findings),
      testedAt: scope === 'all' ? clock.now() : before.testedAt,
    }))
  }

  const showFindings = async (
    { settings: { iceTransportPolicy: policy } }: HostState,
    signal: AbortSignal,
    isCurrent: () => boolean,
    othersDone: Promise<void>,
  ): Promise<NetworkFindings> => {
    const configuration = await host.calls.iceConfiguration(policy, false)
    // With "hide my IP" there is no way to look for one without a relay.
    const findings = configuration.ok
      ? await findNetwork({
          configuration: configuration.value,
          sockets: host.network.sockets,
          clock,
          signal,
          othersDone,
        })
      : { policy, candidates: [], nat: null }
    if (isCurrent()) state.update((before) => ({ ...before, findings }))
    return findings
  }

  const testShown = (rows: readonly Row[], signal: AbortSignal, isCurrent: () => boolean): Promise<void> => {
    const { sockets } = host.network
    return testRows({
      rows,
      sockets,
      clock,
      signal,
      onTest({ source }, result) {
        if (isCurrent()) state.update((now) => ({ ...now, rows: withTest(now.rows, source, result) }))
      },
    })
  }

  return {
    state,
    testAll: () => void run('all'),
    testServer(id) {
      const before = running?.scope ?? []
      // What this interrupts is begun anew with it, or its rows would wait for ever.
      void run(before === 'all' ? 'all' : [...new Set([...before, id])])
    },
    cancel() {
      if (running === null) return
      const { controller, known } = running
      controller.abort()
      running = null
      state.update((now) => cancelled(now, known))
    },
  }
}

/** A verdict outlives a test of some servers that was cancelled, unless something of it is not known any more. */
function cancelled(state: DoctorState, known: readonly RowTest[]): DoctorState {
  const { findings, verdict } = state
  const rows = settled(state.rows, known)
  const isWhole = countOf(rows) === countOf(state.rows)
  if (findings === null || verdict === null || !isWhole) return { ...state, rows, status: 'cancelled' }
  return { ...state, rows, verdict: verdictOf(rows, findings), status: 'done' }
}

const countOf = (rows: readonly RowTest[]): number => rows.flatMap(({ transports }) => transports).length
