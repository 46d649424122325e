import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useShownName } from '../features/contacts/use-contacts.ts'
import { useHostState } from '../host/host-provider.tsx'
import { useCalls } from './session-provider.tsx'

/** Says in the title what goes on: who rings, whom the call is with, how many calls were missed. */
export function useDocumentTitle(): void {
  const t = useTranslations('app')
  const shownName = useShownName()
  const { calls } = useCalls()
  const missed = useHostState('history').filter((entry) => !entry.seen).length
  const title = ((): string => {
    const of = (...phases: string[]) => calls.find(({ call }) => phases.includes(call.phase))?.call
    const ringing = calls.find(({ call }) => call.phase === 'ringing-in' && call.alert !== 'silent')?.call
    if (ringing) return t('titleRinging', { name: shownName(ringing.peer) })
    const inCall = of('active', 'connecting')
    if (inCall) return t('titleInCall', { name: shownName(inCall.peer) })
    const calling = of('calling', 'ringing-out')
    if (calling) return t('titleCalling', { name: shownName(calling.peer) })
    return missed > 0 ? t('titleMissed', { count: String(missed) }) : t('title')
  })()
  useEffect(() => {
    document.title = title
  }, [title])
}
