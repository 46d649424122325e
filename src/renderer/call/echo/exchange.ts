import type { IncomingMessage } from '../../../shared/call/phone.ts'
import { appError } from '../../../shared/errors.ts'
import type { Host } from '../../../shared/host.ts'
import { PublicKey, Signature, UserName } from '../../../shared/ids.ts'
import { ECHO_NAME, isEcho } from '../../../shared/model/echo-contact.ts'
import type { CallMessage } from '../../../shared/protocol/call-message.ts'
import { err, ok } from '../../../shared/result.ts'

type Calls = Host['calls']

/** Joins a person's calls with those of the test contact, which never leave this window. */
export interface EchoExchange {
  /** The person's: everybody else is called over their host. */
  readonly mine: Calls
  readonly echo: Calls
}

/** What stands where nobody else could have written. */
const UNSIGNED = {
  publicKey: PublicKey.parse('A'.repeat(43)),
  signature: Signature.parse('A'.repeat(86)),
}
const sign = async (message: CallMessage) => ok({ message, ...UNSIGNED })
/** Who says to be the test contact over a control channel is another one: its own messages come through here alone. */
const refuse = async () => err(appError('bad-request', 'call message'))
const listenToNothing = () => () => {}

export function createEchoExchange(host: Calls): EchoExchange {
  const listeners: Record<'mine' | 'echo', Set<(message: IncomingMessage) => void>> = {
    mine: new Set(),
    echo: new Set(),
  }
  const hear =
    (side: 'mine' | 'echo'): Calls['onMessage'] =>
    (listener) => {
      listeners[side].add(listener)
      return () => void listeners[side].delete(listener)
    }
  /** As from a network: never before the sender has gone on. */
  const deliverTo =
    (side: 'mine' | 'echo'): Calls['send'] =>
    async (signed) => {
      await Promise.resolve()
      const message = { signed, ageMs: 0, relation: { accepted: true, blocked: false } }
      for (const listener of listeners[side]) listener(message)
      return ok({ devices: 1 })
    }
  const [toMine, toEcho] = [deliverTo('mine'), deliverTo('echo')]
  const hearMine = hear('mine')

  return {
    mine: {
      ...host,
      async prepare(typed) {
        const name = UserName.safeParse(typed)
        const isTest = name.success && isEcho(name.data)
        return isTest ? ok({ name: ECHO_NAME, accepted: true }) : host.prepare(typed)
      },
      sign: (message) => (isEcho(message.to.name) ? sign(message) : host.sign(message)),
      send: (signed) => (isEcho(signed.message.to.name) ? toEcho(signed) : host.send(signed)),
      verify: (signed) => (isEcho(signed.message.from.name) ? refuse() : host.verify(signed)),
      onMessage(listener) {
        const stop = [hearMine(listener), host.onMessage(listener)]
        return () => {
          for (const end of stop) end()
        }
      },
      // No server knows of a call with it.
      setClaims: (claims) => host.setClaims(claims.filter(({ peer }) => !isEcho(peer.name))),
    },
    echo: {
      prepare: async () => err(appError('name-unknown')),
      sign,
      send: toMine,
      verify: refuse,
      onMessage: hear('echo'),
      onNotice: listenToNothing,
      onTampered: listenToNothing,
      setClaims: async () => ok(null),
      iceConfiguration: async (iceTransportPolicy) => ok({ iceServers: [], iceTransportPolicy }),
    },
  }
}
