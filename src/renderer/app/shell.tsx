import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Account } from '../../shared/host.ts'
import type { UserName } from '../../shared/ids.ts'
import { CallPane } from '../features/call/call-pane.tsx'
import { chooseCalls } from '../features/call/choose-calls.ts'
import { OtherCalls } from '../features/call/other-calls.tsx'
import { PeoplePane, type ListTab } from '../features/contacts/people-pane.tsx'
import { PersonPane } from '../features/contacts/person-pane.tsx'
import { useContact } from '../features/contacts/use-contacts.ts'
import { useDial } from '../features/contacts/use-dial.ts'
import { ScreenCommands } from '../features/links/screen-commands.tsx'
import { SettingsProvider } from '../features/settings/settings-provider.tsx'
import { StatusNotices } from '../features/status/status-notices.tsx'
import { Rest } from './rest.tsx'
import { ShellKeys } from './shell-keys.tsx'
import { ErrorNotice } from './ui/notice.tsx'
import { useCalls } from './session-provider.tsx'
import { useRescuedFocus } from './use-rescued-focus.ts'
import './styles/shell.css'

/** The one window: people at the left; the call, or the chosen person, at the right. */
export function Shell({ account }: { readonly account: Account }) {
  const dial = useDial()
  const [selected, setSelected] = useState<UserName | null>(null)
  const contact = useContact(selected)
  const { main, others } = chooseCalls(useCalls())
  const [list, setList] = useState<ListTab>('contacts')
  const field = useRef<HTMLInputElement>(null)
  // What a narrow window shows of the two sides depends on it, see shell.css.
  const pane = main !== null ? 'call' : contact !== null ? 'contact' : 'rest'
  useRescuedFocus()
  const call = (name: string): void => void dial.dial(name)
  // A narrow window shows the list instead of a person, and then it has no field yet.
  const showPeople = (): void => flushSync(() => setSelected(null))
  const focusField = (): void => {
    showPeople()
    field.current?.focus()
  }
  const showHistory = (): void => {
    setSelected(null)
    setList('recent')
  }

  return (
    <SettingsProvider account={account}>
      <ShellKeys onCallByName={focusField} />
      <div className="shell" data-pane={pane} data-others={others.length > 0}>
        <PeoplePane
          account={account}
          dial={dial}
          selected={main === null ? selected : null}
          onSelect={setSelected}
          list={list}
          onList={setList}
          fieldRef={field}
        />
        <main className="shell-main">
          <div className="shell-notices">
            <StatusNotices />
            <ScreenCommands account={account} onHistory={showHistory} />
            {pane === 'contact' && dial.error && (
              // Where the list with its own notice is away.
              <div className="narrow-only">
                <ErrorNotice error={dial.error} onClose={dial.forgetError} />
              </div>
            )}
          </div>
          {main !== null && <CallPane view={main} onCall={call} />}
          {main === null && contact !== null && (
            <PersonPane
              key={contact.name}
              contact={contact}
              onCall={({ name }) => call(name)}
              onBack={() => setSelected(null)}
            />
          )}
          {pane === 'rest' && <Rest name={account.name} />}
          {others.length > 0 && <OtherCalls calls={others} />}
        </main>
      </div>
    </SettingsProvider>
  )
}
