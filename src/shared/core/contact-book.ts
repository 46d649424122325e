import { appError, type AppError } from '../errors.ts'
import type { DataStore } from '../host-ports.ts'
import { toNameKey, type NameKey, type PublicKey, type UserName } from '../ids.ts'
import { Contact, type ContactView } from '../model/contact.ts'
import type { RosterEntry } from '../protocol/signaling-events.ts'
import { createQueue } from '../queue.ts'
import { err, ok, type Result } from '../result.ts'
import { createStore, type ReadableStore } from '../store.ts'

/** How many people fit into the list; the server bounds its roster likewise. */
const CONTACTS_LIMIT = 5_000

/**
 * The people this device knows, their pinned keys and their presence. The database is written before the list changes,
 * so that what a screen shows is never lost; a refusal of the medium rejects and changes nothing.
 */
export interface ContactBook {
  readonly views: ReadableStore<readonly ContactView[]>
  find(name: UserName): ContactView | null
  /** Writes a contact. Absent fields of `change` keep their value. */
  put(name: UserName, change: Partial<Contact> & { readonly publicKey: PublicKey }): Promise<void>
  update(name: UserName, change: Partial<Contact>): Promise<Result<null, AppError>>
  remove(name: UserName): Promise<void>
  /** Takes the server's view of consent and presence. A pinned key is never replaced, only contradicted. */
  mergeRosterEntry(entry: RosterEntry, now: number): Promise<void>
  /** Takes a whole roster: people that the server does not list have no consent there any more. */
  mergeRoster(entries: readonly RosterEntry[], now: number): Promise<void>
  /** Nobody's presence is known while there is no connection. */
  forgetPresence(): void
}

export async function createContactBook(data: DataStore): Promise<ContactBook> {
  const people = new Map<NameKey, ContactView>()
  for (const contact of await data.contacts())
    people.set(toNameKey(contact.name), { ...contact, online: null })
  const views = createStore<readonly ContactView[]>([...people.values()])
  const publish = (): void => views.set([...people.values()])

  const write = async (view: ContactView): Promise<void> => {
    await data.putContact(Contact.parse(view))
    people.set(toNameKey(view.name), view)
  }

  const merge = async (entry: RosterEntry, now: number): Promise<void> => {
    const known = people.get(toNameKey(entry.name))
    if (known === undefined) {
      if ((entry.consent === 'none' && !entry.blocked) || people.size >= CONTACTS_LIMIT) return
      const { name, publicKey, consent, blocked } = entry
      const contact = Contact.parse({ name, publicKey, consent, blocked, addedAt: now })
      return write({ ...contact, online: entry.online })
    }
    const offeredKey = entry.publicKey === known.publicKey ? null : entry.publicKey
    const isSame =
      known.consent === entry.consent && known.blocked === entry.blocked && known.offeredKey === offeredKey
    const next = {
      ...known,
      consent: entry.consent,
      blocked: entry.blocked,
      offeredKey,
      online: entry.online,
    }
    if (isSame) people.set(toNameKey(entry.name), next)
    else await write(next)
  }

  const inTurn = createQueue()
  /** Each change begins with what the one before has left, and shows what it got done even if the medium refuses the rest. */
  const change = <T>(deed: () => Promise<T>): Promise<T> => inTurn(() => deed().finally(publish))

  return {
    views,
    find: (name) => people.get(toNameKey(name)) ?? null,
    put: (name, fields) =>
      change(async () => {
        const known = people.get(toNameKey(name))
        const contact = Contact.parse({ addedAt: 0, ...known, name, ...fields })
        await write({ ...contact, online: known?.online ?? null })
      }),
    update: (name, fields) =>
      change(async () => {
        const known = people.get(toNameKey(name))
        if (known === undefined) return err(appError('contact-unknown', name))
        await write({ ...known, ...fields })
        return ok(null)
      }),
    remove: (name) =>
      change(async () => {
        const known = people.get(toNameKey(name))
        if (known === undefined) return
        await data.removeContact(Contact.parse(known))
        people.delete(toNameKey(name))
      }),
    mergeRosterEntry: (entry, now) => change(() => merge(entry, now)),
    mergeRoster: (entries, now) =>
      change(async () => {
        const listed = new Set(entries.map((entry) => toNameKey(entry.name)))
        for (const entry of entries) await merge(entry, now)
        for (const [key, known] of people) {
          if (!listed.has(key) && known.consent !== 'none')
            await write({ ...known, consent: 'none', online: null })
        }
      }),
    forgetPresence: () =>
      void change(async () => {
        for (const [key, known] of people) people.set(key, { ...known, online: null })
      }),
  }
}
