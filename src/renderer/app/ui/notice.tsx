import { Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AppError } from '../../../shared/errors.ts'
import { IconButton } from './button.tsx'

interface NoticeProps {
  readonly tone?: 'info' | 'warning' | 'danger'
  /** `alert` is read at once, `status` when the reader has time; without, only where it stands. */
  readonly role?: 'alert' | 'status'
  readonly title: string
  readonly children?: ReactNode
  readonly buttons?: ReactNode
  readonly onClose?: () => void
}

/** A calm message where it belongs, instead of one that flies in and out. */
export function Notice({ tone = 'info', role, title, children, buttons, onClose }: NoticeProps) {
  const t = useTranslations('app')
  const Icon = tone === 'info' ? Info : TriangleAlert
  return (
    <div className="notice" data-tone={tone}>
      <Icon size={18} aria-hidden />
      <div role={role}>
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {onClose && <IconButton icon={X} label={t('close')} onPress={onClose} />}
      {buttons && <div className="notice-buttons">{buttons}</div>}
    </div>
  )
}

/** What went wrong, and what to do about it. */
export function ErrorNotice({
  error,
  ...rest
}: Omit<NoticeProps, 'title' | 'children'> & { readonly error: AppError }) {
  const t = useTranslations('errors')
  return (
    <Notice tone="danger" role="alert" {...rest} title={t(`${error.code}.title`)}>
      <p>{t(`${error.code}.action`)}</p>
    </Notice>
  )
}
