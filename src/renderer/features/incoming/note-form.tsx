import { Send } from 'lucide-react'
import { useState } from 'react'
import { Button, Form, Input, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { CALL_NOTE_LENGTH, toCallNote, type CallNote } from '../../../shared/model/call-note.ts'

const READY = ['noteLater', 'noteTen', 'noteWrite'] as const

/** Declines with a line for the caller: one of those that people send most, or an own one. */
export function NoteForm({ onSend }: { readonly onSend: (note: CallNote) => void }) {
  const t = useTranslations('incoming')
  const [typed, setTyped] = useState('')
  const send = (text: string): void => {
    const note = toCallNote(text)
    if (note !== null) onSend(note)
  }
  return (
    <Form
      className="note-form"
      aria-label={t('replyHeading')}
      onSubmit={(event) => {
        event.preventDefault()
        send(typed)
      }}
    >
      {READY.map((key) => (
        <Button key={key} className="note-ready" onPress={() => send(t(key))}>
          {t(key)}
        </Button>
      ))}
      <div className="note-own">
        <TextField
          aria-label={t('replyHeading')}
          value={typed}
          onChange={setTyped}
          maxLength={CALL_NOTE_LENGTH}
          className="note-field"
        >
          <Input className="field-input" placeholder={t('replyPlaceholder')} />
        </TextField>
        <Button
          type="submit"
          className="icon-button"
          data-tone="accent"
          aria-label={t('replySend')}
          isDisabled={toCallNote(typed) === null}
        >
          <Send size={18} aria-hidden />
        </Button>
      </div>
    </Form>
  )
}
