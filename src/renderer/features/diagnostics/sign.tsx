import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** How good something is. Never told by its colour alone: each has a shape, and a word beside it. */
export type Tone = 'good' | 'fair' | 'bad' | 'busy' | 'none'

const ICONS = {
  good: CircleCheck,
  fair: TriangleAlert,
  bad: CircleX,
  busy: LoaderCircle,
  none: CircleDashed,
} as const

export function ToneIcon({ tone, size }: { readonly tone: Tone; readonly size: number }) {
  const Icon = ICONS[tone]
  return <Icon className="tone-icon" data-tone={tone} size={size} aria-hidden />
}

/** An icon and a word. */
export function Sign({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className="sign" data-tone={tone}>
      <ToneIcon tone={tone} size={16} />
      {children}
    </span>
  )
}
