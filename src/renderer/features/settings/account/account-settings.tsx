import type { Account } from '../../../../shared/host.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { Leaving } from './leaving.tsx'
import { Moving } from './moving.tsx'
import { MyCode } from './my-code.tsx'
import { You } from './you.tsx'

/** Who I am to others, how they find me, and how I move or leave. */
export function AccountSettings({ account }: { readonly account: Account }) {
  const { identityFile } = useHost().account
  return (
    <>
      <You account={account} />
      <MyCode account={account} />
      {identityFile !== null && <Moving account={account} files={identityFile} />}
      <Leaving />
    </>
  )
}
