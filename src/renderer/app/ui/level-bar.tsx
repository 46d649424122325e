import { useEffect, useRef } from 'react'
import { Label, Meter } from 'react-aria-components'

interface LevelBarProps {
  readonly label: string
  /** Level now, 0 to 1. Read once per drawn frame. */
  readonly level: () => number
}

/** A bar that follows a level. It is drawn past React, because it moves with every frame. */
export function LevelBar({ label, level }: LevelBarProps) {
  const fill = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown = 0
    let frame = requestAnimationFrame(function draw() {
      // Up at once, down slowly; the square root spreads quiet speech over the bar.
      shown = Math.max(Math.sqrt(level()), shown * 0.92)
      fill.current?.style.setProperty('--level', shown.toFixed(3))
      frame = requestAnimationFrame(draw)
    })
    return () => cancelAnimationFrame(frame)
  }, [level])
  return (
    <Meter className="meter" value={0} minValue={0} maxValue={1} valueLabel="">
      <Label className="small quiet">{label}</Label>
      <div className="meter-track">
        <div ref={fill} className="meter-fill" />
      </div>
    </Meter>
  )
}
