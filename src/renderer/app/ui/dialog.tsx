import { X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { AppError } from '../../../shared/errors.ts'
import type { Outcome } from '../../../shared/host.ts'
import { Button, IconButton } from './button.tsx'
import { ErrorNotice } from './notice.tsx'

interface DialogProps {
  readonly title: string
  readonly size?: 'medium' | 'large'
  readonly role?: 'dialog' | 'alertdialog'
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog that is open as long as it is drawn. A large one, which may scroll, can be closed from its top. */
export function Dialog({ title, size = 'medium', role = 'dialog', onClose, children }: DialogProps) {
  const t = useTranslations('app')
  return (
    <ModalOverlay
      className="backdrop"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className="modal" data-size={size}>
        <AriaDialog className="dialog" role={role}>
          <div className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {size === 'large' && <IconButton icon={X} label={t('close')} onPress={onClose} />}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly deed: () => Outcome
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, confirm, deed, onClose }: ConfirmDialogProps) {
  const t = useTranslations('app')
  const [error, setError] = useState<AppError | null>(null)
  const run = async (): Promise<void> => {
    const done = await deed()
    if (done.ok) onClose()
    else setError(done.error)
  }
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <p>{text}</p>
      {error && <ErrorNotice error={error} />}
      <div className="dialog-buttons">
        <Button autoFocus onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button variant="danger" onPress={() => void run()}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  )
}
