import type { Account } from '../../../../shared/host.ts'
import { useHost } from '../../../host/host-provider.tsx'
import { DiagnosticsPart } from './diagnostics-part.tsx'
import { FilesPart } from './files-part.tsx'
import { ResetPart } from './reset-part.tsx'
import { useFacts } from './use-facts.ts'

/** What one needs when something is wrong. */
export function AdvancedSettings({ account }: { readonly account: Account }) {
  const { computer } = useHost()
  const facts = useFacts()
  return (
    <>
      {computer !== null && <FilesPart computer={computer} facts={facts} />}
      <DiagnosticsPart facts={facts} />
      {computer !== null && <ResetPart computer={computer} name={account.name} />}
    </>
  )
}
