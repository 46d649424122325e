import { useState } from 'react'
import { FirstRun } from '../features/first-run/first-run.tsx'
import { MicrophoneStep } from '../features/first-run/microphone-step.tsx'
import { IncomingCalls } from '../features/incoming/incoming-calls.tsx'
import { useHostState } from '../host/host-provider.tsx'
import { useDocumentTitle } from './document-title.ts'
import { useCalls } from './session-provider.tsx'
import { Shell } from './shell.tsx'
import { useTheme } from './theme.ts'

type Step = 'registration' | 'microphone' | 'done'

/** The first run until there is an account, then the one window. */
export function App({ defaultServer }: { readonly defaultServer: string }) {
  const account = useHostState('account')
  const { calls } = useCalls()
  const [step, setStep] = useState<Step>(account === null ? 'registration' : 'done')
  useTheme(useHostState('settings').theme)
  useDocumentTitle()

  // The account was forgotten: begin anew.
  if (step !== 'registration' && account === null) setStep('registration')
  // A call that was taken needs the window.
  const isInCall = calls.some(({ call }) => call.phase !== 'ringing-in' && call.phase !== 'ended')
  if (step === 'microphone' && isInCall) setStep('done')

  // While a name is being registered there is an account already, which a refusal takes away again.
  if (step === 'registration' || account === null) {
    return <FirstRun defaultServer={defaultServer} onDone={() => setStep('microphone')} />
  }
  return (
    <>
      {step === 'microphone' ? (
        <MicrophoneStep onDone={() => setStep('done')} />
      ) : (
        <Shell account={account} />
      )}
      <IncomingCalls />
    </>
  )
}
