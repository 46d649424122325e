import { useEffect, useRef, useState, type RefObject } from 'react'
import { chordOf, modifierOf } from '../../../../shared/shortcuts/chord.ts'
import { toTalkButton } from '../../../app/keys/mouse-buttons.ts'

export interface Recorder {
  readonly isListening: boolean
  /** The modifier that is held until its key comes. */
  readonly held: string | null
  start(): void
}

/** Waits for the next key, or mouse button, wherever the page would take it. */
export function useRecorder(
  button: RefObject<HTMLButtonElement | null>,
  onRecord: (chord: string) => void,
  onRecordMouse: ((button: number) => void) | undefined,
): Recorder {
  const [isListening, setListening] = useState(false)
  const [held, setHeld] = useState<string | null>(null)
  const latest = useRef({ onRecord, onRecordMouse })
  useEffect(() => {
    latest.current = { onRecord, onRecordMouse }
  })

  useEffect(() => {
    if (!isListening) return
    const gone = new AbortController()
    const { signal } = gone
    let modifier: string | null = null
    const hold = (chord: string | null): void => {
      modifier = chord
      setHeld(chord)
    }
    const finish = (): void => {
      hold(null)
      setListening(false)
    }
    const take = (event: Event): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    const handleDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
      if (event.code === 'Tab' && isPlain) return finish()
      take(event)
      if (event.repeat) return
      if (event.code === 'Escape' && isPlain && !event.shiftKey) return finish()
      const chord = chordOf(event)
      if (chord === null) return
      if (modifierOf(event.code) !== null) return hold(chord)
      finish()
      latest.current.onRecord(chord)
    }
    const handleUp = (event: KeyboardEvent): void => {
      take(event)
      // A modifier that comes up again without a key was meant alone.
      if (modifier === null) return
      const alone = modifier
      finish()
      latest.current.onRecord(alone)
    }
    const handleMouse = (event: MouseEvent): void => {
      const button = toTalkButton(event.button)
      if (button === null || latest.current.onRecordMouse === undefined) return
      take(event)
      if (event.type !== 'mousedown') return
      latest.current.onRecordMouse(button)
      // The button that comes up would go a page back.
      addEventListener('mouseup', (up) => up.preventDefault(), { capture: true, once: true })
      finish()
    }
    const options = { capture: true, signal }
    addEventListener('keydown', handleDown, options)
    addEventListener('keyup', handleUp, options)
    addEventListener('mousedown', handleMouse, options)
    addEventListener('blur', finish, { signal })
    button.current?.addEventListener('blur', finish, { signal })
    return () => gone.abort()
  }, [button, isListening])

  return { isListening, held, start: () => setListening(true) }
}
