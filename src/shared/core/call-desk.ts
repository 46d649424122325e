import { appError } from '../errors.ts'
import type { Host } from '../host.ts'
import { callStatement } from '../identity/statements.ts'
import { isSameName, UserName } from '../ids.ts'
import { LAST_SEQ } from '../protocol/call-message.ts'
import type { CallClaim, CallNotice } from '../protocol/signaling-events.ts'
import { err, ok } from '../result.ts'
import type { AccountDesk } from './account-desk.ts'
import type { CallMail } from './call-mail.ts'
import type { ContactBook } from './contact-book.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

/** What a screen needs of its host for calls, and what the host has to know of them. */
export interface CallDesk {
  readonly port: Omit<Host['calls'], 'iceConfiguration'>
  readonly notices: Mailbox<CallNotice>
  /** The calls that the screen is in. */
  claims(): readonly CallClaim[]
  /** The screen is gone, and its calls with it: the other sides are told, as far as the server can be reached. */
  abandon(): Promise<void>
}

export function createCallDesk(parts: {
  readonly desk: AccountDesk
  readonly contacts: ContactBook
  readonly mail: CallMail
}): CallDesk {
  const { desk, contacts, mail } = parts
  const notices = createMailbox<CallNotice>()
  let claims: readonly CallClaim[] = []

  const port: CallDesk['port'] = {
    async prepare(typed) {
      const name = UserName.safeParse(typed)
      if (!name.success) return err(appError('name-invalid', name.error.issues[0]?.message))
      const self = desk.account.get()
      if (self !== null && isSameName(self.name, name.data)) return err(appError('name-is-own'))
      if (desk.connection.get().status !== 'online') return err(appError('not-connected'))
      const known = contacts.find(name.data)
      if (known !== null) {
        if (known.offeredKey !== null) return err(appError('key-changed', known.name))
        return ok({ name: known.name, accepted: known.consent === 'mutual' })
      }
      const found = await desk.request('directory.lookup', { name: name.data })
      if (!found.ok) return found
      mail.rememberStranger(found.value.name, found.value.publicKey)
      return ok({ name: found.value.name, accepted: false })
    },
    async sign(message) {
      const signer = desk.signer()
      if (signer === null) return err(appError('not-connected'))
      const signature = await signer.sign(callStatement(message))
      return ok({ message, publicKey: signer.publicKey, signature })
    },
    send: (signed) => desk.request('call.send', signed),
    verify: (signed) => mail.verify(signed, 0),
    onMessage: mail.messages.subscribe,
    onNotice: notices.subscribe,
    onTampered: mail.tampering.subscribe,
    async setClaims(next) {
      claims = next
      return ok(null)
    },
  }

  return {
    port,
    notices,
    claims: () => claims,
    async abandon() {
      const [self, signer] = [desk.account.get(), desk.signer()]
      // A call that only rings here goes on ringing elsewhere, and is a missed one if nobody takes it.
      const gone = claims.filter((claim) => claim.phase !== 'ringing-in')
      claims = []
      if (self === null || signer === null) return
      const from = { name: self.name, device: self.device }
      await Promise.all(
        gone.map(async ({ callId, peer }) => {
          const body = { kind: 'hangup', reason: 'app-closed' } as const
          // Only the screen knew how far it had counted; no call counts to the last number.
          const message = { callId, from, to: peer, seq: LAST_SEQ, body }
          const signature = await signer.sign(callStatement(message))
          await desk.request('call.send', { message, publicKey: signer.publicKey, signature })
        }),
      )
    },
  }
}
