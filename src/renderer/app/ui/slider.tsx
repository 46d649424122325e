import { useEffect, useId, useRef, type CSSProperties } from 'react'
import './slider.css'

interface SliderProps {
  readonly label: string
  /** The value in words, shown beside the label and read aloud. */
  readonly text: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** A pointer that comes near stays on it, and a double-click goes back to it. */
  readonly rest: number
  /** How near, by value; nothing stays on it without. */
  readonly reach?: number
  /** While it moves. */
  readonly onChange: (value: number) => void
  /** Where it was left. */
  readonly onDone: (value: number) => void
}

/** A value between two ends, with one that it belongs to. */
export function Slider({
  label,
  text,
  value,
  min,
  max,
  step,
  rest,
  reach = 0,
  onChange,
  onDone,
}: SliderProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const isDragged = useRef(false)
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    // React's onChange is the DOM's `input`; only the DOM's `change` tells that somebody has let go.
    const element = input.current
    const tell = (): void => done.current(Number(element?.value))
    element?.addEventListener('change', tell)
    return () => element?.removeEventListener('change', tell)
  }, [])
  const toShare = (of: number): number => (of - min) / (max - min)
  // Filled from where it belongs: what is drawn is the difference that it makes.
  const [from, to] = [toShare(rest), toShare(value)].toSorted((a, b) => a - b)
  return (
    <div className="slider">
      <label className="slider-label" htmlFor={id}>
        {label}
      </label>
      <span className="slider-text" aria-hidden>
        {text}
      </span>
      <input
        ref={input}
        id={id}
        className="slider-input"
        style={{ '--from': from, '--to': to, '--rest': toShare(rest) } as CSSProperties}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onPointerDown={() => (isDragged.current = true)}
        onPointerUp={() => (isDragged.current = false)}
        onChange={({ target }) => {
          const next = Number(target.value)
          onChange(isDragged.current && Math.abs(next - rest) <= reach ? rest : next)
        }}
        onDoubleClick={() => {
          onChange(rest)
          onDone(rest)
        }}
      />
    </div>
  )
}
