import type { ConnectFailure } from '../../src/shared/call/failure.ts'
import { createPhone, transition } from '../../src/shared/call/transition.ts'
import type { IncomingMessage, Phone, PhoneEffect, PhoneEvent } from '../../src/shared/call/phone.ts'
import { CallId, DeviceId, PublicKey, Signature, UserName } from '../../src/shared/ids.ts'
import type { CallBody, CallMessage, SignedCallMessage } from '../../src/shared/protocol/call-message.ts'

export const alice = UserName.parse('alice')
export const bob = UserName.parse('bob')
export const carol = UserName.parse('carol')
/** Call ids in order: id(1) < id(2). */
export const id = (n: number): CallId =>
  CallId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
export const device = (n: number): DeviceId =>
  DeviceId.parse(`d0000000-0000-4000-8000-${String(n).padStart(12, '0')}`)

const publicKey = PublicKey.parse('A'.repeat(43))
const signature = Signature.parse('A'.repeat(86))

/** A message in the form of a signed one. Who checks signatures is the host; the machine sees only what passed. */
export function signed(message: CallMessage): SignedCallMessage {
  return { message, publicKey, signature }
}

export interface From {
  readonly callId: CallId
  readonly from: { readonly name: UserName; readonly device: DeviceId }
  readonly to?: { readonly name: UserName; readonly device: DeviceId | null }
  readonly seq?: number
  readonly accepted?: boolean
  readonly blocked?: boolean
  readonly ageMs?: number
  /** What the own connection says when the other side gives up. */
  readonly cause?: ConnectFailure | undefined
}

let counter = 0

/** A message for alice's device(1), with a fresh sequence number unless one is given. */
export function incoming(body: CallBody, options: From): IncomingMessage {
  const { callId, from, to = { name: alice, device: null }, seq = ++counter } = options
  return {
    signed: signed({ callId, from, to, seq, body }),
    ageMs: options.ageMs ?? 0,
    relation: { accepted: options.accepted ?? true, blocked: options.blocked ?? false },
  }
}

/** A phone in the hand of a test: it keeps the state, the time and the effects. */
export interface TestPhone {
  readonly phone: Phone
  readonly effects: readonly PhoneEffect[]
  now: number
  /** Gives the effects of this one event. */
  do(event: PhoneEvent): readonly PhoneEffect[]
  hear(body: CallBody, options: From): readonly PhoneEffect[]
  phases(): string[]
  sent(): CallBody[]
}

export function testPhone(name = alice, ownDevice = device(1)): TestPhone {
  let phone = createPhone({ name, device: ownDevice })
  const effects: PhoneEffect[] = []
  const self: TestPhone = {
    get phone() {
      return phone
    },
    effects,
    now: 1_000_000,
    do(event) {
      const step = transition(phone, event, self.now)
      phone = step.phone
      effects.push(...step.effects)
      return step.effects
    },
    hear: (body, options) =>
      self.do({ type: 'message', message: incoming(body, options), cause: options.cause }),
    phases: () => [...phone.calls.values()].map((call) => call.phase),
    sent: () => effects.flatMap((effect) => (effect.type === 'send' ? [effect.body] : [])),
  }
  return self
}
