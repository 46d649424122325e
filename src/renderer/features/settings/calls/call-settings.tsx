import type { SettingsProps } from '../settings-props.ts'
import { QuietPart } from './quiet-part.tsx'
import { ReachPart } from './reach-part.tsx'
import { RingPart } from './ring-part.tsx'

/** Who may call, how it rings, and when it does not. */
export function CallSettings(props: SettingsProps) {
  return (
    <>
      <ReachPart {...props} />
      <RingPart {...props} />
      <QuietPart {...props} />
    </>
  )
}
