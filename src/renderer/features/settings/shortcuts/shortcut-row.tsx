import { RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Settings } from '../../../../shared/model/settings.ts'
import type { ChordFault } from '../../../../shared/shortcuts/bindings.ts'
import { bindKey, holderOf, moveKey, type KeyPlace } from '../../../../shared/shortcuts/holder.ts'
import { KeyCaps } from '../../../app/keys/key-caps.tsx'
import { isMac } from '../../../app/keys/keyboard.ts'
import { IconButton } from '../../../app/ui/button.tsx'
import type { SettingsProps } from '../settings-props.ts'
import { KeyFault, type Fault } from './key-fault.tsx'
import { KeyRecorder } from './key-recorder.tsx'
import { usePlaceNames } from './use-place-names.ts'
import './shortcut-settings.css'

interface ShortcutRowProps extends SettingsProps {
  readonly place: Exclude<KeyPlace, { where: 'talk' }>
  readonly chords: readonly string[]
  readonly defaults: readonly string[]
  /** Whether the person chose it, so that there is a way back. */
  readonly isOwn: boolean
  readonly faultOf: (chord: string) => ChordFault | null
  /** What keeps the key from working. */
  readonly trouble?: string | null
  /** What else there is to say of it. */
  readonly news?: string | null
}

/** One action with its key, which is changed by pressing another one. */
export function ShortcutRow({
  place,
  chords,
  defaults,
  isOwn,
  settings,
  onChange,
  ...row
}: ShortcutRowProps) {
  const t = useTranslations('shortcuts')
  const names = usePlaceNames()
  const name = t(`actions.${place.action}`)
  const [fault, setFault] = useState<Fault | null>(null)
  const change = (wanted: Partial<Settings>): void => {
    setFault(null)
    onChange(wanted)
  }
  const holder = (chord: string): KeyPlace | null => holderOf(chord, place, settings, isMac)
  const record = (chord: string): void => {
    const kind = row.faultOf(chord)
    const held = holder(chord)
    if (kind !== null) setFault({ kind, chord })
    else if (held !== null) setFault({ kind: 'taken', chord, holder: held })
    else change(bindKey(place, chord, settings))
  }
  /** A default that another action has by now has to be taken back from it. */
  const reset = (): void => {
    const chord = defaults.find((wanted) => holder(wanted) !== null)
    if (chord !== undefined) return setFault({ kind: 'taken', chord, holder: holder(chord)! })
    change(bindKey(place, undefined, settings))
  }
  const clash = fault === null ? chords.map(holder).find((found) => found !== null) : undefined
  return (
    <li className="shortcut">
      <span className="shortcut-name">{name}</span>
      <KeyRecorder label={t('record', { action: name })} onRecord={record}>
        {chords.length === 0 ? (
          <span className="quiet">{t('none')}</span>
        ) : (
          chords.slice(0, 1).map((chord) => <KeyCaps key={chord} chord={chord} />)
        )}
      </KeyRecorder>
      <span className="shortcut-tools">
        {isOwn && (
          <IconButton
            icon={RotateCcw}
            label={t('reset', { action: name })}
            hint={t('resetShort')}
            onPress={reset}
          />
        )}
        {chords.length > 0 && (
          <IconButton
            icon={X}
            label={t('off', { action: name })}
            hint={t('offShort')}
            onPress={() => change(bindKey(place, null, settings))}
          />
        )}
      </span>
      {fault !== null && (
        <KeyFault
          fault={fault}
          onUse={(chord, from) => change(moveKey(chord, from, place, settings))}
          onClose={() => setFault(null)}
        />
      )}
      {clash != null && (
        <p className="shortcut-note" data-tone="warning">
          {t('alsoKeyOf', { action: names(clash) })}
        </p>
      )}
      {row.trouble != null && (
        <p className="shortcut-note" data-tone="warning">
          {row.trouble}
        </p>
      )}
      {row.news != null && <p className="shortcut-note">{row.news}</p>}
    </li>
  )
}
