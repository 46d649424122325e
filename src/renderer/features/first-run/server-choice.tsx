import type { Ref } from 'react'
import { Label, Radio, RadioGroup, Text } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Field } from '../../app/ui/field.tsx'
import { useHost } from '../../host/host-provider.tsx'
import type { Registration } from './use-registration.ts'

interface ServerChoiceProps {
  readonly registration: Registration
  readonly error: string | null
  readonly inputRef: Ref<HTMLInputElement>
}

/** Where to meet: at a server of this computer, where there can be one, or at an address. */
export function ServerChoice({ registration, error, inputRef }: ServerChoiceProps) {
  const t = useTranslations('firstRun')
  const { place, setPlace } = registration
  const canServe = useHost().embeddedServer !== null
  return (
    <>
      {canServe && (
        <RadioGroup
          className="field"
          value={place}
          onChange={(value) => setPlace(value === 'here' ? 'here' : 'address')}
        >
          <Label className="field-label">{t('server')}</Label>
          <div className="choices">
            <Radio value="here" className="choice">
              <ChoiceText title={t('serverHere')} hint={t('serverHereHint')} />
            </Radio>
            <Radio value="address" className="choice">
              <ChoiceText title={t('serverAddressChoice')} hint={t('serverAddressChoiceHint')} />
            </Radio>
          </div>
          {place === 'here' && (
            <Text slot="description" className="field-hint">
              {t('serverHint')}
            </Text>
          )}
        </RadioGroup>
      )}
      {(place === 'address' || !canServe) && (
        <Field
          label={t('serverAddress')}
          hint={t('serverHint')}
          placeholder="call.example.org"
          value={registration.address}
          onChange={registration.setAddress}
          error={error}
          inputRef={inputRef}
          inputMode="url"
          autoComplete="off"
          isRequired
        />
      )}
    </>
  )
}

function ChoiceText({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <span className="choice-text">
      <span>{title}</span>
      <span className="small quiet">{hint}</span>
    </span>
  )
}
