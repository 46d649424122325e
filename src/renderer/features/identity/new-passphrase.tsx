import { useState } from 'react'
import { Label, Meter } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import {
  PASSPHRASE_MAX,
  PASSPHRASE_MIN,
  normalisePassphrase,
  type PassphraseStrength,
} from '../../../shared/identity/passphrase.ts'
import { assertNever } from '../../../shared/result.ts'
import { Field } from '../../app/ui/field.tsx'
import { ShowTyped } from './show-typed.tsx'
import './identity.css'

interface NewPassphraseProps {
  readonly passphrase: string
  readonly again: string
  readonly strength: PassphraseStrength
  /** The two were found not to be the same. */
  readonly isDifferent: boolean
  readonly onPassphrase: (text: string) => void
  readonly onAgain: (text: string) => void
}

const LEVELS: Readonly<Record<PassphraseStrength, number>> = { 'too-short': 1, pattern: 1, fair: 2, good: 3 }

/** A passphrase that is being made up: typed twice, with how hard it is to guess. */
export function NewPassphrase({ passphrase, again, strength, isDifferent, ...on }: NewPassphraseProps) {
  const t = useTranslations('preferences.identity')
  const [isShown, setShown] = useState(false)
  const type = isShown ? 'text' : 'password'
  const hint = ((): string => {
    switch (strength) {
      case 'too-short':
        return t('tooShort', { count: PASSPHRASE_MIN - [...normalisePassphrase(passphrase)].length })
      case 'pattern':
      case 'fair':
      case 'good':
        return t(strength)
      default:
        return assertNever(strength)
    }
  })()
  return (
    <div className="passphrase">
      <Field
        label={t('passphrase')}
        hint={hint}
        type={type}
        value={passphrase}
        onChange={on.onPassphrase}
        maxLength={PASSPHRASE_MAX}
        autoComplete="new-password"
        autoFocus
      />
      <Meter
        className="strength"
        value={passphrase === '' ? 0 : LEVELS[strength]}
        maxValue={3}
        valueLabel={hint}
        data-strength={passphrase === '' ? 'none' : strength}
      >
        <Label className="visually-hidden">{t('strength')}</Label>
        <span className="strength-step" />
        <span className="strength-step" />
        <span className="strength-step" />
      </Meter>
      <Field
        label={t('again')}
        type={type}
        value={again}
        onChange={on.onAgain}
        error={isDifferent ? t('different') : null}
        maxLength={PASSPHRASE_MAX}
        autoComplete="new-password"
      />
      <ShowTyped isShown={isShown} onChange={setShown} />
    </div>
  )
}
