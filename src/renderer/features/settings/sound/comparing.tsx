import { Mic, Square } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Settings } from '../../../../shared/model/settings.ts'
import { Button } from '../../../app/ui/button.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import type { Comparison } from '../../../media/comparison.ts'
import { useComparison } from './use-comparison.ts'

/** Oneself as the others hear it, and without anything done to it: one sentence, and a switch between both. */
export function Comparing({ settings }: { readonly settings: Settings }) {
  const t = useTranslations('talk.processing')
  const { state, record, finish, hear, stop } = useComparison(settings)
  return (
    <div className="comparing">
      <div>
        <h4 className="field-label">{t('compareHeading')}</h4>
        <p className="field-hint">{t('compareHint')}</p>
      </div>
      <div className="comparing-buttons">
        {(state.status === 'idle' || state.status === 'opening') && (
          <Button icon={Mic} onPress={record} isBusy={state.status === 'opening'}>
            {t('record')}
          </Button>
        )}
        {state.status === 'recording' && (
          <>
            <Button icon={Square} onPress={finish}>
              {t('recordingStop')}
            </Button>
            <span className="comparing-now" role="status">
              {t('recording')}
            </span>
          </>
        )}
        {state.status === 'playing' && (
          <>
            <ToggleButtonGroup
              className="segments"
              aria-label={t('which')}
              selectedKeys={[state.which]}
              disallowEmptySelection
              onSelectionChange={([which]) => hear(which as keyof Comparison)}
            >
              <ToggleButton id="processed" className="segment">
                {t('processed')}
              </ToggleButton>
              <ToggleButton id="untouched" className="segment">
                {t('raw')}
              </ToggleButton>
            </ToggleButtonGroup>
            <Button icon={Square} onPress={stop}>
              {t('stop')}
            </Button>
          </>
        )}
      </div>
      {state.status === 'idle' && state.error !== null && <ErrorNotice error={state.error} tone="warning" />}
    </div>
  )
}
