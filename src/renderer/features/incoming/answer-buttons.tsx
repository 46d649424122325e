import { BellOff, MessageSquare, Phone, PhoneOff, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { Button, ToggleButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { CallNote } from '../../../shared/model/call-note.ts'
import { KeyCaps } from '../../app/keys/key-caps.tsx'
import type { KeyHint } from '../../app/keys/use-key-hints.ts'
import { withKeys } from '../../app/keys/with-keys.tsx'
import { NoteForm } from './note-form.tsx'
import './answer-buttons.css'

interface AnswerButtonsProps {
  /** Whether there is a call already, which answering puts on hold. */
  readonly isBusy: boolean
  /** The keys that do the same, where there are any. */
  readonly keys?: ((action: 'answer' | 'decline' | 'ignore') => KeyHint) | undefined
  readonly onAccept: () => void
  readonly onDecline: (note?: CallNote) => void
  readonly onIgnore: () => void
}

/** All that one can do with a call that rings. */
export function AnswerButtons({ isBusy, keys, onAccept, onDecline, onIgnore }: AnswerButtonsProps) {
  const t = useTranslations('incoming')
  const [isWriting, setWriting] = useState(false)
  return (
    <div className="incoming-buttons">
      <Answer
        icon={Phone}
        variant="primary"
        text={t(isBusy ? 'holdAndAnswer' : 'accept')}
        keys={keys?.('answer')}
        onPress={onAccept}
      />
      <Answer
        icon={PhoneOff}
        variant="danger"
        text={t('decline')}
        keys={keys?.('decline')}
        onPress={() => onDecline()}
      />
      <ToggleButton
        className="button incoming-button"
        data-variant="quiet"
        isSelected={isWriting}
        onChange={setWriting}
        aria-expanded={isWriting}
      >
        <MessageSquare size={18} aria-hidden />
        {t('reply')}
      </ToggleButton>
      <Answer icon={BellOff} variant="quiet" text={t('ignore')} keys={keys?.('ignore')} onPress={onIgnore} />
      {isWriting && <NoteForm onSend={onDecline} />}
    </div>
  )
}

interface AnswerProps {
  readonly icon: LucideIcon
  readonly variant: 'primary' | 'danger' | 'quiet'
  readonly text: string
  readonly keys: KeyHint | undefined
  readonly onPress: () => void
}

function Answer({ icon: Icon, variant, text, keys, onPress }: AnswerProps) {
  return (
    <Button
      render={withKeys(keys?.aria)}
      className="button incoming-button"
      data-variant={variant}
      aria-label={text}
      onPress={onPress}
    >
      <Icon size={18} aria-hidden />
      {text}
      {keys?.chord != null && <KeyCaps chord={keys.chord} />}
    </Button>
  )
}
