import { useTranslations } from 'use-intl'
import type { KeyPlace } from '../../../../shared/shortcuts/holder.ts'
import { assertNever } from '../../../../shared/result.ts'

/** What a key does, in words. */
export function usePlaceNames(): (place: KeyPlace) => string {
  const t = useTranslations('shortcuts')
  return (place) => {
    switch (place.where) {
      case 'local':
        return t(`actions.${place.action}`)
      case 'global':
        return t('global.action', { action: t(`actions.${place.action}`) })
      case 'talk':
        return t('talk.heading')
      default:
        return assertNever(place)
    }
  }
}
