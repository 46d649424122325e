import { Phone, Search } from 'lucide-react'
import type { FormEvent, Ref } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../app/ui/button.tsx'

interface CallFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onCall: () => void
  /** Arrow down: into the list below. */
  readonly onDown: () => void
  readonly isBusy: boolean
  readonly inputRef: Ref<HTMLInputElement>
}

/** One field for both: it filters the list, and Enter calls. */
export function CallField({ text, onText, onCall, onDown, isBusy, inputRef }: CallFieldProps) {
  const t = useTranslations('people')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onCall()
  }
  return (
    <form className="call-field" role="search" aria-label={t('callField')} onSubmit={submit}>
      <SearchField
        className="call-field-search"
        aria-label={t('callField')}
        value={text}
        onChange={onText}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onDown()
          else event.continuePropagation()
        }}
      >
        <Search size={16} aria-hidden />
        <Input
          ref={inputRef}
          className="field-input"
          placeholder={t('callPlaceholder')}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
        />
      </SearchField>
      {text.trim() !== '' && (
        <IconButton icon={Phone} label={t('call')} tone="accent" type="submit" isDisabled={isBusy} />
      )}
    </form>
  )
}
