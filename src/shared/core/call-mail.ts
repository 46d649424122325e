import type { IncomingMessage } from '../call/phone.ts'
import { appError, type AppError } from '../errors.ts'
import type { Crypto } from '../identity/crypto.ts'
import { callStatement } from '../identity/statements.ts'
import { isSameName, toNameKey, type CallId, type NameKey, type PublicKey, type UserName } from '../ids.ts'
import type { ContactView } from '../model/contact.ts'
import { SignedCallMessage } from '../protocol/call-message.ts'
import type { Delivery } from '../protocol/signaling-events.ts'
import { err, ok, type Result } from '../result.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

/** Strangers whose key is remembered while the app runs. */
const STRANGERS_LIMIT = 500

export interface Tampering {
  readonly callId: CallId
  readonly from: UserName
  readonly reason: 'signature' | 'key-changed'
}

export interface CallMailParts {
  readonly crypto: Crypto
  readonly self: () => UserName | null
  readonly findContact: (name: UserName) => ContactView | null
  readonly lookUp: (name: UserName) => Promise<Result<{ publicKey: PublicKey }, AppError>>
  /** A message of a contact came with another key than the pinned one. */
  readonly onKeyChanged: (name: UserName, offered: PublicKey) => void
  /** A message did not carry the signature of the one in whose name it came. */
  readonly onForged: (name: UserName) => void
  /** Whether this person wants ICE and DTLS to run during the ring at all. */
  readonly allowsPreconnect: () => boolean
}

/** Incoming call messages: each is checked against the key of its sender before anybody acts on it. */
export interface CallMail {
  readonly messages: Mailbox<IncomingMessage>
  readonly tampering: Mailbox<Tampering>
  verify(signed: SignedCallMessage, ageMs: number): Promise<Result<IncomingMessage, AppError>>
  /** Verifies and posts, in the order of arrival. */
  deliver(delivery: Delivery): void
  /** Pins the key of somebody who is not a contact for as long as the app runs. */
  rememberStranger(name: UserName, publicKey: PublicKey): void
}

export function createCallMail(parts: CallMailParts): CallMail {
  const messages = createMailbox<IncomingMessage>()
  const tampering = createMailbox<Tampering>()
  const strangers = new Map<NameKey, PublicKey>()
  let tail: Promise<unknown> = Promise.resolve()

  const rememberStranger = (name: UserName, publicKey: PublicKey): void => {
    if (strangers.size >= STRANGERS_LIMIT) strangers.delete(strangers.keys().next().value!)
    strangers.set(toNameKey(name), publicKey)
  }

  const pinnedKey = async (name: UserName): Promise<PublicKey | null> => {
    const known = parts.findContact(name)?.publicKey ?? strangers.get(toNameKey(name))
    if (known !== undefined) return known
    const found = await parts.lookUp(name)
    if (!found.ok) return null
    rememberStranger(name, found.value.publicKey)
    return found.value.publicKey
  }

  const refuse = (signed: SignedCallMessage, reason: Tampering['reason']): Result<never, AppError> => {
    const { callId, from } = signed.message
    tampering.post({ callId, from: from.name, reason })
    if (reason === 'signature') parts.onForged(from.name)
    return err(appError(reason === 'signature' ? 'call-tampered' : 'key-changed', from.name))
  }

  const verify: CallMail['verify'] = async (untrusted, ageMs) => {
    const parsed = SignedCallMessage.safeParse(untrusted)
    if (!parsed.success) return err(appError('bad-request', 'call message'))
    const { message, publicKey, signature } = parsed.data
    const self = parts.self()
    if (self === null || !isSameName(message.to.name, self)) return refuse(parsed.data, 'signature')
    const pinned = await pinnedKey(message.from.name)
    if (pinned === null) return err(appError('name-unknown', message.from.name))
    // First the signature: a changed key is only worth a warning when its owner really spoke.
    if (!(await parts.crypto.verify(publicKey, signature, callStatement(message)))) {
      return refuse(parsed.data, 'signature')
    }
    if (publicKey !== pinned) {
      parts.onKeyChanged(message.from.name, publicKey)
      return refuse(parsed.data, 'key-changed')
    }
    const contact = parts.findContact(message.from.name)
    return ok({
      signed: parsed.data,
      ageMs,
      relation: {
        accepted: contact?.consent === 'mutual' && parts.allowsPreconnect(),
        blocked: contact?.blocked ?? false,
      },
    })
  }

  return {
    messages,
    tampering,
    verify,
    rememberStranger,
    deliver(delivery) {
      // Verification takes unequal times; the chain keeps the order.
      const verified = verify(delivery.signed, delivery.ageMs)
      tail = Promise.allSettled([verified, tail]).then(([result]) => {
        if (result.status === 'fulfilled' && result.value.ok) messages.post(result.value.value)
      })
    },
  }
}
