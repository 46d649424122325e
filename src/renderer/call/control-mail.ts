import type { IncomingMessage } from '../../shared/call/phone.ts'
import type { Host } from '../../shared/host.ts'
import { parseJson } from '../../shared/json.ts'
import { SignedCallMessage } from '../../shared/protocol/call-message.ts'

/** Takes what comes over a control channel, and hands on, in the order of arrival, what its sender has signed. */
export function createControlMail(
  verify: Host['calls']['verify'],
  deliver: (message: IncomingMessage) => void,
): (text: string) => void {
  let tail: Promise<unknown> = Promise.resolve()
  return (text) => {
    const parsed = SignedCallMessage.safeParse(parseJson(text))
    if (!parsed.success) return
    // Verification takes unequal times; the chain keeps the order.
    const verified = verify(parsed.data)
    tail = Promise.allSettled([verified, tail]).then(([result]) => {
      if (result.status === 'fulfilled' && result.value.ok) deliver(result.value.value)
    })
  }
}
