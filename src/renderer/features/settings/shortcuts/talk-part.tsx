import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/model/settings.ts'
import type { KeyStatus } from '../../../../shared/model/shortcut.ts'
import { bindKey, holderOf, moveKey } from '../../../../shared/shortcuts/holder.ts'
import { isMac } from '../../../app/keys/keyboard.ts'
import { IconButton } from '../../../app/ui/button.tsx'
import { Slider } from '../../../app/ui/slider.tsx'
import { TalkKeyCaps } from '../../shortcuts/talk-key-caps.tsx'
import { Choice } from '../choice.tsx'
import { Part } from '../part.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { KeyFault, type Fault } from './key-fault.tsx'
import { KeyRecorder } from './key-recorder.tsx'
import { TalkNews } from './talk-news.tsx'

const TALK = { where: 'talk' } as const
type Use = 'none' | 'push-to-talk' | 'push-to-mute'

/** The key that is held down to talk, or to be silent. */
export function TalkPart({
  settings,
  onChange,
  status,
}: SettingsProps & { readonly status: KeyStatus | null }) {
  const t = useTranslations('shortcuts.talk')
  const { talkMode, talkKey } = settings
  const use: Use = talkMode === 'push-to-talk' || talkMode === 'push-to-mute' ? talkMode : 'none'
  const [fault, setFault] = useState<Fault | null>(null)
  const change = (wanted: Partial<Settings>): void => {
    setFault(null)
    onChange(wanted)
  }
  const record = (chord: string): void => {
    const holder = holderOf(chord, TALK, settings, isMac)
    if (holder === null) change(bindKey(TALK, chord, settings))
    else setFault({ kind: 'taken', chord, holder })
  }
  return (
    <Part title={t('heading')} hint={t('hint')}>
      <Choice<Use>
        label={t('use')}
        value={use}
        options={[
          { id: 'none', text: t('useNone') },
          { id: 'push-to-talk', text: t('useTalk') },
          { id: 'push-to-mute', text: t('useMute') },
        ]}
        onChange={(chosen) => onChange({ talkMode: modeOf(chosen, talkMode) })}
      />
      {use !== 'none' && (
        <>
          <div className="talk-key">
            <span className="field-label" aria-hidden>
              {t('key')}
            </span>
            <KeyRecorder
              label={t('record')}
              onRecord={record}
              onRecordMouse={(button) => change({ talkKey: { kind: 'mouse', button } })}
            >
              <TalkKeyCaps talkKey={talkKey} />
            </KeyRecorder>
            {talkKey.kind !== 'none' && (
              <IconButton icon={X} label={t('off')} onPress={() => change(bindKey(TALK, null, settings))} />
            )}
            {fault !== null && (
              <KeyFault
                fault={fault}
                onUse={(chord, from) => change(moveKey(chord, from, TALK, settings))}
                onClose={() => setFault(null)}
              />
            )}
          </div>
          {use === 'push-to-talk' && <Release settings={settings} onChange={onChange} />}
          <TalkNews talkKey={talkKey} isTalking={use === 'push-to-talk'} status={status} />
        </>
      )}
    </Part>
  )
}

/** Who wants no key keeps the way of talking that takes none. */
function modeOf(use: Use, before: Settings['talkMode']): Settings['talkMode'] {
  if (use !== 'none') return use
  return before === 'voice' ? before : 'open'
}

function Release({ settings, onChange }: SettingsProps) {
  const t = useTranslations('shortcuts.talk')
  const [ms, setMs] = useState(settings.talkReleaseMs)
  return (
    <div>
      <Slider
        label={t('release')}
        text={t('releaseValue', { ms })}
        value={ms}
        min={0}
        max={2_000}
        step={50}
        rest={DEFAULT_SETTINGS.talkReleaseMs}
        reach={50}
        onChange={setMs}
        onDone={(talkReleaseMs) => onChange({ talkReleaseMs })}
      />
      <p className="field-hint">{t('releaseHint')}</p>
    </div>
  )
}
