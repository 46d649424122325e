import { createStore, type Store } from '../../../src/shared/store.ts'
import type { Doctor, DoctorState } from '../../../src/renderer/media/doctor/doctor.ts'

/** A doctor whose findings are made up by the test. */
export interface FakeDoctor extends Doctor {
  readonly state: Store<DoctorState>
}

export const UNTESTED: DoctorState = {
  status: 'idle',
  rows: [],
  findings: null,
  verdict: null,
  testedAt: null,
}

export function createFakeDoctor(initial: DoctorState, asked: string[]): FakeDoctor {
  const state = createStore(initial)
  const run = (what: string): void => {
    asked.push(what)
    state.update((now) => ({ ...now, status: 'running' }))
  }
  return {
    state,
    testAll: () => run('test all'),
    testServer: (id) => run(`test ${id.slice(-2)}`),
    cancel() {
      asked.push('cancel test')
      state.update((now) => ({ ...now, status: 'cancelled' }))
    },
  }
}
