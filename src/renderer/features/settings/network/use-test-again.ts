import { useEffect, useRef } from 'react'
import type { Doctor } from '../../../media/doctor/doctor.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { useDoctor } from '../../diagnostics/doctor-provider.tsx'

/** After a change that makes the verdict untrue. Who never tested everything is not made to. */
function testAgain({ state, testAll }: Doctor): void {
  const { status, verdict } = state.get()
  if (status === 'running' || verdict !== null) testAll()
}

export function useTestAgain(): () => void {
  const doctor = useDoctor()
  return () => testAgain(doctor)
}

/** The same, whenever `facts` become others than they were. */
export function useTestAgainOn(facts: string): void {
  const doctor = useDoctor()
  const tested = useRef(facts)
  useEffect(() => {
    if (tested.current === facts) return
    tested.current = facts
    testAgain(doctor)
  }, [doctor, facts])
}

/** The same, whenever this computer is in another network. */
export function useTestAgainOnNewNetwork(): void {
  const { network } = useHost()
  const doctor = useDoctor()
  useEffect(() => network.onChanged(() => testAgain(doctor)), [network, doctor])
}
