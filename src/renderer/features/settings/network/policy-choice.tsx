import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { IceTransportPolicy } from '../../../../shared/model/ice-server.ts'
import { Notice } from '../../../app/ui/notice.tsx'
import { Part } from '../part.tsx'

interface PolicyChoiceProps {
  readonly policy: IceTransportPolicy
  /** Null while nobody knows. */
  readonly hasRelay: boolean | null
  readonly onChange: (policy: IceTransportPolicy) => void
}

/** Whether others may learn my address. */
export function PolicyChoice({ policy, hasRelay, onChange }: PolicyChoiceProps) {
  const t = useTranslations('network.policy')
  return (
    <Part title={t('heading')}>
      <RadioGroup
        className="field"
        value={policy}
        onChange={(value) => onChange(value === 'relay' ? 'relay' : 'all')}
      >
        <Label className="visually-hidden">{t('label')}</Label>
        <div className="choices">
          <PolicyOption value="all" title={t('automatic')} hint={t('automaticHint')} />
          <PolicyOption value="relay" title={t('relay')} hint={t('relayHint')} />
        </div>
      </RadioGroup>
      {policy === 'relay' && hasRelay === false && (
        <Notice tone="warning" role="status" title={t('noRelayTitle')}>
          <p>{t('noRelayText')}</p>
        </Notice>
      )}
    </Part>
  )
}

function PolicyOption(props: {
  readonly value: IceTransportPolicy
  readonly title: string
  readonly hint: string
}) {
  return (
    <Radio value={props.value} className="choice">
      <span className="choice-text">
        <span>{props.title}</span>
        <span className="small quiet">{props.hint}</span>
      </span>
    </Radio>
  )
}
