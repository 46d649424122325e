import { useTranslations } from 'use-intl'
import { Ringtone } from '../../../../shared/model/ringtone.ts'
import type { Option } from '../choice.tsx'

/** The ringtones that there are, by name. */
export function useRingtoneOptions(): readonly Option<Ringtone>[] {
  const t = useTranslations('preferences.ring')
  return Ringtone.options.map((id) => ({ id, text: t(id) }))
}
