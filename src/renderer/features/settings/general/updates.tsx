import { Download, RefreshCw, RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Host } from '../../../../shared/host.ts'
import type { UpdateState } from '../../../../shared/model/update.ts'
import { assertNever } from '../../../../shared/result.ts'
import { Button } from '../../../app/ui/button.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { useDeed, type Deed } from '../../../app/ui/use-deed.ts'
import { Choice } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { UpdateLine } from './update-line.tsx'
import { useUpdateState } from './use-update-state.ts'

type UpdatesPort = NonNullable<Host['updates']>

/** What happens with new versions, and where it is with the next one. */
export function Updates({ settings, onChange, updates }: SettingsProps & { readonly updates: UpdatesPort }) {
  const t = useTranslations('preferences.updates')
  const state = useUpdateState()
  const deed = useDeed()
  return (
    <Part title={t('heading')}>
      {state !== null && state.status !== 'unavailable' && (
        <Choice
          label={t('policy')}
          value={settings.updates}
          options={[
            { id: 'automatic', text: t('automatic') },
            { id: 'ask', text: t('ask') },
            { id: 'off', text: t('off') },
          ]}
          onChange={(policy) => onChange({ updates: policy })}
        />
      )}
      {state !== null && (
        <div className="update">
          <UpdateLine state={state} />
          <NextStep state={state} updates={updates} deed={deed} />
        </div>
      )}
      {deed.error && <ErrorNotice error={deed.error} tone="warning" onClose={deed.forget} />}
    </Part>
  )
}

interface NextStepProps {
  readonly state: UpdateState
  readonly updates: UpdatesPort
  readonly deed: Deed
}

/** The one thing that can be done now. */
function NextStep({ state, updates, deed }: NextStepProps) {
  const t = useTranslations('preferences.updates')
  switch (state.status) {
    case 'unavailable':
    case 'downloading':
      return null
    case 'idle':
    case 'checking':
    case 'failed':
      return (
        <Button
          icon={RefreshCw}
          isBusy={state.status === 'checking'}
          onPress={() => void deed.run(updates.check())}
        >
          {t('check')}
        </Button>
      )
    case 'available':
      return (
        <Button variant="primary" icon={Download} onPress={() => void deed.run(updates.download())}>
          {t('download')}
        </Button>
      )
    case 'ready':
      return (
        <Button variant="primary" icon={RotateCcw} onPress={() => void deed.run(updates.restart())}>
          {t('restart')}
        </Button>
      )
    default:
      return assertNever(state)
  }
}
