import type { Clock } from '../clock.ts'
import { appError, type AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { Crypto } from '../identity/crypto.ts'
import { safetyNumber } from '../identity/safety-number.ts'
import { isSameName, UserName } from '../ids.ts'
import { err, ok, type Result } from '../result.ts'
import type { AccountDesk } from './account-desk.ts'
import type { ContactBook } from './contact-book.ts'
import type { WarningBoard } from './warning-board.ts'

/** What a person does with contacts: the server first, then the book. */
export function createContactDesk(parts: {
  readonly contacts: ContactBook
  readonly desk: AccountDesk
  readonly board: WarningBoard
  readonly crypto: Crypto
  readonly clock: Clock
}): Host['contacts'] {
  const { contacts, desk, crypto, clock } = parts
  const { guard } = parts.board

  /** A request to the server about a person, and then the roster line that it gave. */
  const askConsent = (name: UserName): Promise<Result<null, AppError>> =>
    guard(async () => {
      const entry = await desk.request('contact.request', { name })
      if (!entry.ok) return entry
      await contacts.mergeRosterEntry(entry.value, clock.now())
      return ok(null)
    })

  return {
    async add(typed) {
      const name = UserName.safeParse(typed)
      if (!name.success) return err(appError('name-invalid', name.error.issues[0]?.message))
      const self = desk.account.get()
      if (self !== null && isSameName(self.name, name.data)) return err(appError('name-is-own'))
      const known = contacts.find(name.data)
      if (known?.consent === 'mutual') return err(appError('contact-exists', known.name))
      return askConsent(name.data)
    },
    accept: askConsent,
    remove: (name) =>
      guard(async () => {
        const gone = await desk.request('contact.remove', { name })
        if (!gone.ok) return gone
        await contacts.remove(name)
        return ok(null)
      }),
    setBlocked: (name, blocked) =>
      guard(async () => {
        const done = await desk.request('contact.block', { name, blocked })
        if (!done.ok) return done
        if (contacts.find(name) !== null) return contacts.update(name, { blocked })
        const found = await desk.request('directory.lookup', { name })
        if (!found.ok) return found
        await contacts.put(found.value.name, {
          publicKey: found.value.publicKey,
          blocked,
          addedAt: clock.now(),
        })
        return ok(null)
      }),
    update: (name, change) => guard(() => contacts.update(name, change)),
    trustKey: (name) =>
      guard(async () => {
        const known = contacts.find(name)
        if (known?.offeredKey == null) return err(appError('contact-unknown', name))
        return contacts.update(name, { publicKey: known.offeredKey, offeredKey: null, verified: false })
      }),
    async safetyNumber(name) {
      const mine = desk.account.get()
      const known = contacts.find(name)
      if (mine === null || known === null) return err(appError('contact-unknown', name))
      return ok(await safetyNumber(crypto, mine.publicKey, known.publicKey))
    },
  }
}
