import { useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { keyCaps } from '../../../../shared/shortcuts/key-names.ts'
import { useKeyboard } from '../../../app/keys/keyboard.ts'
import { useRecorder } from './use-recorder.ts'

interface KeyRecorderProps {
  /** What its key is for. */
  readonly label: string
  readonly onRecord: (chord: string) => void
  /** The mouse can be recorded too: its middle button is 3, those at the side are 4 and 5. */
  readonly onRecordMouse?: (button: number) => void
  /** The key as it is. */
  readonly children: ReactNode
}

/** A button that waits for a key once it is pressed. Escape leaves the key as it is, Tab goes on. */
export function KeyRecorder({ label, onRecord, onRecordMouse, children }: KeyRecorderProps) {
  const t = useTranslations('shortcuts')
  const keyboard = useKeyboard()
  const button = useRef<HTMLButtonElement>(null)
  const recorder = useRecorder(button, onRecord, onRecordMouse)
  return (
    <Button
      ref={button}
      className="key-recorder"
      data-listening={recorder.isListening}
      onPress={recorder.start}
    >
      <span className="visually-hidden">{label}</span>
      {!recorder.isListening && children}
      {recorder.isListening && (
        <span role="status">
          {recorder.held === null ? t('listening') : `${keyCaps(recorder.held, keyboard).join(' + ')} + …`}
        </span>
      )}
    </Button>
  )
}
