import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Doctor, DoctorState } from '../../media/doctor/doctor.ts'

const DoctorContext = createContext<Doctor | null>(null)
export const DoctorProvider = DoctorContext

export function useDoctor(): Doctor {
  const doctor = useContext(DoctorContext)
  if (doctor === null) throw new Error('useDoctor is used outside of DoctorProvider')
  return doctor
}

export function useDoctorState(): DoctorState {
  const { state } = useDoctor()
  return useSyncExternalStore(state.subscribe, state.get)
}
