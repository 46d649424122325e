import { useTranslations } from 'use-intl'
import type { UserName } from '../../shared/ids.ts'
import { Cans } from '../features/first-run/welcome.tsx'

/** The right side while nothing goes on. */
export function Rest({ name }: { readonly name: UserName }) {
  const t = useTranslations('rest')
  return (
    <div className="rest">
      <Cans />
      <h1 className="rest-title" id="main-heading" tabIndex={-1}>
        {t('heading')}
      </h1>
      <p className="quiet">{t('text')}</p>
      <p className="rest-name small quiet">
        {t('reachable')} <strong>{name}</strong>
      </p>
    </div>
  )
}
