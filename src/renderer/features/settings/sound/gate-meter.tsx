import { useEffect, useId, useRef } from 'react'
import type { GateState } from '../../../../shared/sound/gate-decision.ts'

interface GateMeterProps {
  readonly label: string
  /** Read once per drawn frame; null while nothing is known. */
  readonly read: () => GateState | null
}

/** The quietest level that is drawn, in dB of full scale. */
const LOWEST = -80
const toShare = (db: number): number => Math.min(1, Math.max(0, 1 - db / LOWEST))

/** What the gate hears, the threshold on it, and whether it is open. Drawn past React, because it moves with every frame. */
export function GateMeter({ label, read }: GateMeterProps) {
  const id = useId()
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown = 0
    let frame = requestAnimationFrame(function draw() {
      const gate = read()
      const element = meter.current
      shown = Math.max(toShare(gate?.levelDb ?? LOWEST), shown * 0.96)
      element?.style.setProperty('--level', shown.toFixed(3))
      element?.style.setProperty('--threshold', toShare(gate?.thresholdDb ?? LOWEST).toFixed(3))
      element?.toggleAttribute('data-open', gate?.isOpen === true)
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [read])
  return (
    <div className="gate">
      <span className="small quiet" id={id}>
        {label}
      </span>
      <div ref={meter} className="gate-meter" role="img" aria-labelledby={id}>
        <div className="gate-track">
          <div className="gate-level" />
        </div>
        <div className="gate-threshold" />
      </div>
    </div>
  )
}
