import { useTranslations } from 'use-intl'
import { Part } from '../settings/part.tsx'
import { CandidateTable } from './candidate-table.tsx'
import { useDoctorState } from './doctor-provider.tsx'
import { NatFacts } from './nat-facts.tsx'
import { NetworkPicture } from './network-picture.tsx'
import { VerdictCard } from './verdict-card.tsx'
import './diagnostics.css'

/** Whether calls will work: the verdict, with a picture of the way to others. */
export function NetworkCheck() {
  const t = useTranslations('network.doctor')
  const { findings } = useDoctorState()
  return (
    <Part title={t('heading')}>
      <VerdictCard />
      {findings !== null && <NetworkPicture findings={findings} />}
    </Part>
  )
}

/** What the test found out about the network itself. */
export function NetworkFacts() {
  const t = useTranslations('network.nat')
  const { findings } = useDoctorState()
  if (findings === null) return null
  return (
    <Part title={t('heading')}>
      {findings.nat !== null && <NatFacts nat={findings.nat} />}
      <CandidateTable candidates={findings.candidates} />
    </Part>
  )
}
