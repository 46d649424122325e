import { UserPlus } from 'lucide-react'
import { useRef, useState, type RefObject } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import type { UserName } from '../../../shared/ids.ts'
import { ECHO_NAME } from '../../../shared/model/echo-contact.ts'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useHostState } from '../../host/host-provider.tsx'
import { HistoryList } from '../history/history-list.tsx'
import { Me } from '../settings/me.tsx'
import { AddContactDialog } from './add-contact-dialog.tsx'
import { CallField } from './call-field.tsx'
import { ContactList } from './contact-list.tsx'
import { ContactRequests } from './contact-requests.tsx'
import { EchoRow } from './echo-row.tsx'
import { useContactDeeds } from './use-contact-deeds.tsx'
import { matchesEcho, toDialled, useContactGroups } from './use-contacts.ts'
import type { Dial } from './use-dial.ts'
import './contacts.css'

interface PeoplePaneProps {
  readonly account: Account
  readonly dial: Dial
  readonly selected: UserName | null
  readonly onSelect: (name: UserName | null) => void
  readonly list: ListTab
  readonly onList: (list: ListTab) => void
  readonly fieldRef: RefObject<HTMLInputElement | null>
}

export type ListTab = 'contacts' | 'recent'

/** The left side: who I am, whom to call, the people I know and the calls there were. */
export function PeoplePane({ account, dial, selected, onSelect, list, onList, fieldRef }: PeoplePaneProps) {
  const t = useTranslations('people')
  const [text, setText] = useState('')
  const [isAdding, setAdding] = useState(false)
  const contacts = useHostState('contacts')
  const missed = useHostState('history').filter((entry) => !entry.seen).length
  const groups = useContactGroups(text)
  const lists = useRef<HTMLDivElement>(null)
  const call = async (name: string): Promise<void> => {
    if (await dial.dial(name)) setText('')
  }
  const deeds = useContactDeeds((contact) => void call(contact.name))
  const shown = Object.values(groups).flat().length

  return (
    <section className="people" aria-label={t('region')}>
      <Me account={account} />
      <div className="people-top">
        <CallField
          text={text}
          onText={(next) => {
            setText(next)
            onList('contacts')
            dial.forgetError()
          }}
          onCall={() => {
            if (text.trim() !== '') void call(toDialled(contacts, groups, text))
          }}
          onDown={() => lists.current?.querySelector<HTMLElement>('.contact-row')?.focus()}
          isBusy={dial.pending !== null}
          inputRef={fieldRef}
        />
        <p className="people-progress small quiet" role="status">
          {dial.pending !== null && t('dialling', { name: dial.pending })}
        </p>
        {dial.error && <ErrorNotice error={dial.error} onClose={dial.forgetError} />}
        {deeds.error && <ErrorNotice error={deeds.error} onClose={deeds.forget} />}
      </div>
      <Tabs
        className="people-tabs"
        selectedKey={list}
        onSelectionChange={(key) => onList(key === 'recent' ? 'recent' : 'contacts')}
      >
        <TabList className="tab-list" aria-label={t('tabs')}>
          <Tab id="contacts" className="tab">
            {t('contacts')}
          </Tab>
          <Tab id="recent" className="tab">
            {t('recent')}
            {missed > 0 && (
              <span className="badge">
                <span aria-hidden>{missed > 99 ? '99+' : missed}</span>
                <span className="visually-hidden">{t('missedBadge', { count: missed })}</span>
              </span>
            )}
          </Tab>
        </TabList>
        <TabPanel id="contacts" className="tab-panel">
          <div ref={lists}>
            {groups.requests.length > 0 && (
              <ContactRequests requests={groups.requests} onDeed={deeds.start} />
            )}
            {shown > groups.requests.length && (
              <ContactList
                groups={groups}
                selected={selected}
                onOpen={(contact) => onSelect(contact.name)}
                onDeed={deeds.start}
              />
            )}
            {shown === 0 && (text.trim() === '' || !matchesEcho(text)) && (
              <div className="list-empty">
                <p className="list-empty-title">
                  {text.trim() === '' ? t('empty') : t('noMatch', { name: text.trim() })}
                </p>
                <p className="small quiet">{t(text.trim() === '' ? 'emptyHint' : 'noMatchHint')}</p>
              </div>
            )}
            {matchesEcho(text) && <EchoRow onCall={() => void call(ECHO_NAME)} />}
          </div>
          <Button variant="quiet" icon={UserPlus} onPress={() => setAdding(true)}>
            {t('add')}
          </Button>
        </TabPanel>
        <TabPanel id="recent" className="tab-panel">
          <HistoryList onCall={(name) => void call(name)} />
        </TabPanel>
      </Tabs>
      {deeds.dialog}
      {isAdding && (
        <AddContactDialog startName={shown === 0 ? text.trim() : ''} onClose={() => setAdding(false)} />
      )}
    </section>
  )
}
