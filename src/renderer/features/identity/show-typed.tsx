import { Check } from 'lucide-react'
import { Checkbox } from 'react-aria-components'
import { useTranslations } from 'use-intl'

interface ShowTypedProps {
  readonly isShown: boolean
  readonly onChange: (isShown: boolean) => void
}

/** Lets a person see the passphrase that they type. */
export function ShowTyped({ isShown, onChange }: ShowTypedProps) {
  const t = useTranslations('preferences.identity')
  return (
    <Checkbox className="checkbox" isSelected={isShown} onChange={onChange}>
      <span className="checkbox-box">
        <Check size={14} aria-hidden />
      </span>
      {t('show')}
    </Checkbox>
  )
}
