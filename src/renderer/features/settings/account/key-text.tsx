import type { PublicKey } from '../../../../shared/ids.ts'

/** A key in groups, so that two people can compare it. */
export function KeyText({ publicKey }: { readonly publicKey: PublicKey }) {
  return <span className="mono settings-key">{publicKey.match(/.{1,4}/g)?.join(' ')}</span>
}
