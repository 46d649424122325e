import { useTranslations } from 'use-intl'
import type { ChordFault } from '../../../../shared/shortcuts/bindings.ts'
import type { KeyPlace } from '../../../../shared/shortcuts/holder.ts'
import { writtenKeys } from '../../../../shared/shortcuts/key-names.ts'
import { useKeyboard } from '../../../app/keys/keyboard.ts'
import { Button } from '../../../app/ui/button.tsx'
import { usePlaceNames } from './use-place-names.ts'

/** Why a chord that was pressed was not taken. */
export type Fault =
  | { readonly kind: ChordFault; readonly chord: string }
  | { readonly kind: 'taken'; readonly chord: string; readonly holder: KeyPlace }

interface KeyFaultProps {
  readonly fault: Fault
  /** Takes the chord from what has it. */
  readonly onUse: (chord: string, from: KeyPlace) => void
  readonly onClose: () => void
}

/** Says it, with the way out that there is. */
export function KeyFault({ fault, onUse, onClose }: KeyFaultProps) {
  const t = useTranslations()
  const names = usePlaceNames()
  const keys = writtenKeys(fault.chord, useKeyboard())
  return (
    <div className="shortcut-fault">
      <p role="alert">
        {fault.kind === 'taken'
          ? t('shortcuts.faults.taken', { keys, action: names(fault.holder) })
          : t(`shortcuts.faults.${fault.kind}`, { keys })}
      </p>
      {fault.kind === 'taken' && (
        <span className="shortcut-fault-buttons">
          <Button size="small" onPress={() => onUse(fault.chord, fault.holder)}>
            {t('shortcuts.useHere')}
          </Button>
          <Button size="small" variant="quiet" onPress={onClose}>
            {t('app.cancel')}
          </Button>
        </span>
      )}
    </div>
  )
}
