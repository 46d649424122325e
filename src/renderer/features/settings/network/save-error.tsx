import { useTranslations } from 'use-intl'
import type { AppError } from '../../../../shared/errors.ts'
import { ErrorNotice, Notice } from '../../../app/ui/notice.tsx'
import { toServerFault } from './server-fault.ts'

/** Why a list was not kept, as exactly as it is known. */
export function SaveError({ error }: { readonly error: AppError }) {
  const t = useTranslations('network.uriFault')
  const fault = toServerFault(error)
  if (fault === null) return <ErrorNotice error={error} />
  return <Notice tone="danger" role="alert" title={t(fault)} />
}
