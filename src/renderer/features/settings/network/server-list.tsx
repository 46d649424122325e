import { ClipboardPaste, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account, Outcome } from '../../../../shared/host.ts'
import { ICE_SERVERS_LIMIT, type IceServerView } from '../../../../shared/model/ice-server.ts'
import { assertNever } from '../../../../shared/result.ts'
import { Button } from '../../../app/ui/button.tsx'
import { ConfirmDialog } from '../../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../../app/ui/notice.tsx'
import { useDeed } from '../../../app/ui/use-deed.ts'
import { useHostState } from '../../../host/host-provider.tsx'
import { useDoctor, useDoctorState } from '../../diagnostics/doctor-provider.tsx'
import { Part } from '../part.tsx'
import { ExportMenu } from './export-menu.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { moved, put, toDraft, without } from './server-edits.ts'
import { ServerDialog } from './server-dialog.tsx'
import type { ServerDeed } from './server-menu.tsx'
import { ServerRow } from './server-row.tsx'
import { isRelayUri, useLoginText } from './server-text.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useEditServers } from './use-server-list.ts'
import { useTestAgain } from './use-test-again.ts'

type OpenDialog =
  | { readonly kind: 'add' | 'paste' }
  | { readonly kind: 'edit' | 'remove'; readonly server: IceServerView }

/** The person's own servers: add, change, order, switch off, test and remove. */
export function ServerList({ protection }: { readonly protection: Account['protection'] }) {
  const t = useTranslations('network.servers')
  const servers = useHostState('iceServers')
  const { iceTransportPolicy: policy } = useHostState('settings')
  const doctor = useDoctor()
  const { rows } = useDoctorState()
  const edit = useEditServers()
  const deed = useDeed()
  const testAgain = useTestAgain()
  const loginText = useLoginText(protection)
  const list = useRef<HTMLUListElement>(null)
  const keepFocus = useKeptFocus(list, servers.map(({ id }) => id).join())
  const [open, setOpen] = useState<OpenDialog | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const addButton = useRef<HTMLButtonElement>(null)
  const isRowGone = useRef(false)
  useEffect(() => {
    if (open !== null || !isRowGone.current) return
    // The menu that the question came from went with its row, and the keyboard would be nowhere.
    isRowGone.current = false
    addButton.current?.focus()
  }, [open])
  const isFull = servers.length >= ICE_SERVERS_LIMIT

  const move = async (server: IceServerView, direction: 'up' | 'down'): Promise<void> => {
    keepFocus()
    if (!(await deed.run(edit((drafts) => moved(drafts, server.id, direction))))) return
    const position = servers.indexOf(server) + (direction === 'up' ? 0 : 2)
    setAnnouncement(t('moved', { uri: server.uri, position, count: servers.length }))
  }
  const enable = async (server: IceServerView, enabled: boolean): Promise<void> => {
    if (!(await deed.run(edit((drafts) => put(drafts, { ...toDraft(server), enabled }))))) return
    if (enabled) doctor.testServer(server.id)
    else testAgain()
  }
  const remove = async ({ id }: IceServerView): Outcome => {
    const removed = await edit((drafts) => without(drafts, id))
    if (removed.ok) {
      isRowGone.current = true
      testAgain()
    }
    return removed
  }
  const start = (what: ServerDeed, server: IceServerView): void => {
    switch (what) {
      case 'test':
        return doctor.testServer(server.id)
      case 'edit':
      case 'remove':
        return setOpen({ kind: what, server })
      default:
        return assertNever(what)
    }
  }

  return (
    <Part title={t('heading')} hint={t('hint')}>
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
      {servers.length === 0 ? (
        <div className="servers-empty">
          <p className="servers-empty-title">{t('empty')}</p>
          <p className="small quiet">{t('emptyHint')}</p>
        </div>
      ) : (
        <ul className="servers" role="list" aria-label={t('list')} ref={list}>
          {servers.map((server, index) => (
            <ServerRow
              key={server.id}
              server={server}
              login={loginText(server)}
              isAsked={policy === 'all' || isRelayUri(server.uri)}
              isFirst={index === 0}
              isLast={index === servers.length - 1}
              // A test of another address than the present one says nothing about it.
              test={
                rows.find(
                  ({ source, uri }) => source.kind === 'own' && source.id === server.id && uri === server.uri,
                ) ?? null
              }
              onMove={(direction) => void move(server, direction)}
              onEnable={(enabled) => void enable(server, enabled)}
              onDeed={(what) => start(what, server)}
            />
          ))}
        </ul>
      )}
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
      {servers.length > 1 && <p className="field-hint">{t('keysHint')}</p>}
      {isFull && <p className="field-hint">{t('full')}</p>}
      <div className="servers-buttons">
        <Button ref={addButton} icon={Plus} isDisabled={isFull} onPress={() => setOpen({ kind: 'add' })}>
          {t('add')}
        </Button>
        <Button icon={ClipboardPaste} isDisabled={isFull} onPress={() => setOpen({ kind: 'paste' })}>
          {t('paste')}
        </Button>
        {servers.length > 0 && <ExportMenu servers={servers} />}
      </div>
      {open !== null && dialogOf(open)}
    </Part>
  )

  function dialogOf(dialog: OpenDialog) {
    const onClose = (): void => setOpen(null)
    switch (dialog.kind) {
      case 'add':
      case 'edit':
        return (
          <ServerDialog
            server={dialog.kind === 'edit' ? dialog.server : null}
            protection={protection}
            edit={edit}
            onSaved={(id) => doctor.testServer(id)}
            onClose={onClose}
          />
        )
      case 'paste':
        return <PasteDialog edit={edit} onAdded={() => doctor.testAll()} onClose={onClose} />
      case 'remove':
        return (
          <ConfirmDialog
            title={t('removeHeading')}
            text={t('removeText', { uri: dialog.server.uri })}
            confirm={t('removeConfirm')}
            deed={() => remove(dialog.server)}
            onClose={onClose}
          />
        )
    }
  }
}
