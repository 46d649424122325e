import { Keyboard } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { GLOBAL_ACTIONS, type LocalAction } from '../../../shared/model/shortcut.ts'
import { globalBindings } from '../../../shared/shortcuts/bindings.ts'
import { KeyCaps } from '../../app/keys/key-caps.tsx'
import { useBindings } from '../../app/keys/use-bindings.ts'
import { Button } from '../../app/ui/button.tsx'
import { Dialog } from '../../app/ui/dialog.tsx'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { useOpenSettings } from '../settings/settings-provider.tsx'
import { TalkKeyCaps } from './talk-key-caps.tsx'
import './shortcuts.css'

/** By the moment in which they are needed. */
const GROUPS = [
  { heading: 'ringing', actions: ['answer', 'decline', 'ignore'] },
  { heading: 'inCall', actions: ['toggle-mute', 'toggle-deafen', 'toggle-hold', 'end'] },
  { heading: 'always', actions: ['call-by-name', 'preferences', 'cheat-sheet'] },
] as const satisfies readonly { heading: string; actions: readonly LocalAction[] }[]

/** Every key that does something, as it is now. */
export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('shortcuts')
  const bindings = useBindings()
  const openSettings = useOpenSettings()
  return (
    <Dialog title={t('sheet.heading')} size="large" onClose={onClose}>
      <div className="sheet">
        {GROUPS.map(({ heading, actions }) => (
          <Group key={heading} title={t(`sheet.${heading}`)}>
            {actions.map((action) => (
              <Line key={action} text={t(`actions.${action}`)} chords={bindings[action]} />
            ))}
            {heading === 'ringing' && <Line text={t('sheet.giveUp')} chords={['Escape']} />}
          </Group>
        ))}
        <Everywhere />
      </div>
      <div className="dialog-buttons">
        <Button
          icon={Keyboard}
          onPress={() => {
            onClose()
            openSettings('shortcuts')
          }}
        >
          {t('sheet.change')}
        </Button>
      </div>
    </Dialog>
  )
}

/** Keys that work while another app is in front, and the one to talk. */
function Everywhere() {
  const t = useTranslations('shortcuts')
  const { shell } = useHost()
  const { globalShortcuts, talkKey, talkMode } = useHostState('settings')
  const bindings = globalBindings(globalShortcuts)
  const bound = shell === null ? [] : GLOBAL_ACTIONS.filter((action) => bindings[action].length > 0)
  const isTalking = (talkMode === 'push-to-talk' || talkMode === 'push-to-mute') && talkKey.kind !== 'none'
  if (bound.length === 0 && !isTalking) return null
  return (
    <Group title={t('global.heading')}>
      {isTalking && (
        <div>
          <dt>{t(talkMode === 'push-to-talk' ? 'talk.holdToTalk' : 'talk.holdToMute')}</dt>
          <dd>
            <TalkKeyCaps talkKey={talkKey} />
          </dd>
        </div>
      )}
      {bound.map((action) => (
        <Line key={action} text={t(`actions.${action}`)} chords={bindings[action]} />
      ))}
    </Group>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="sheet-group">
      <h3 className="section-title">{title}</h3>
      <dl className="sheet-lines">{children}</dl>
    </section>
  )
}

function Line({ text, chords }: { readonly text: string; readonly chords: readonly string[] }) {
  const t = useTranslations('shortcuts')
  return (
    <div>
      <dt>{text}</dt>
      <dd>
        {chords.length === 0 && <span className="quiet small">{t('none')}</span>}
        {chords.map((chord, index) => (
          <span key={chord} className="sheet-chord">
            {index > 0 && <span className="quiet small">{t('or')}</span>}
            <KeyCaps chord={chord} />
          </span>
        ))}
      </dd>
    </div>
  )
}
