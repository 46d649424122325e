import { Mic } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../app/ui/button.tsx'
import { LevelBar } from '../../app/ui/level-bar.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { useMicrophoneCheck } from './use-microphone-check.ts'
import { Welcome } from './welcome.tsx'

/** The second and last step: hear that the microphone works. It may be passed over. */
export function MicrophoneStep({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations('firstRun')
  const name = useHostState('account')?.name ?? ''
  const { microphones, processing } = useHostState('settings')
  const check = useMicrophoneCheck(microphones, processing)
  const { status } = check.state
  return (
    <Welcome>
      <div className="first-run-form">
        <div>
          <h1 className="first-run-title" id="main-heading" tabIndex={-1}>
            {t('microphoneHeading')}
          </h1>
          <p className="quiet" role="status">
            {t('ready', { name })}
          </p>
        </div>
        <div className="microphone-check">
          <p>{t('microphoneLead')}</p>
          {check.state.status === 'open' ? (
            <div className="microphone-level">
              <Mic size={20} aria-hidden />
              <LevelBar label={check.state.label || t('microphoneLevel')} level={check.level} />
            </div>
          ) : (
            <Button icon={Mic} onPress={check.open} isBusy={status === 'opening'}>
              {t(status === 'opening' ? 'microphoneOpening' : 'microphoneCheck')}
            </Button>
          )}
          {check.state.status === 'failed' && <ErrorNotice error={check.state.error} tone="warning" />}
        </div>
        <div className="first-run-buttons">
          <p className="small quiet">{status === 'open' ? '' : t('microphoneSkip')}</p>
          <Button autoFocus variant="primary" size="large" onPress={onDone}>
            {t('start')}
          </Button>
        </div>
      </div>
    </Welcome>
  )
}
