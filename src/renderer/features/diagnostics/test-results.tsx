import { useTranslations } from 'use-intl'
import type { ByFamily } from '../../../shared/network/probe.ts'
import type { FamilyReach, RowTest, TransportTest } from '../../media/doctor/doctor.ts'
import { stepsOf } from '../../media/doctor/steps.ts'
import { useFaultText } from './fault-text.ts'
import { Sign, ToneIcon, type Tone } from './sign.tsx'

export const toneOf = ({ status }: TransportTest): Tone => (status === 'running' ? 'busy' : status)

/** What the test found about one server, by transport. */
export function TestResults({ test }: { readonly test: RowTest }) {
  const t = useTranslations('network.doctor')
  if (test.transports.length === 0) return null
  return (
    <ul className="tests" role="list" aria-label={t('results', { uri: test.uri })}>
      {test.transports.map((result) => (
        <TransportResult key={result.transport} uri={test.uri} result={result} />
      ))}
    </ul>
  )
}

function TransportResult({ uri, result }: { readonly uri: string; readonly result: TransportTest }) {
  const t = useTranslations('network')
  const { families } = result.times
  const word = {
    running: t('doctor.testing'),
    good: t('doctor.good'),
    fair: t('doctor.fair'),
    bad: t('doctor.bad'),
  }[result.status]
  return (
    <li className="test" data-tone={toneOf(result)}>
      <p className="test-head">
        <span className="test-transport">{result.transport.toUpperCase()}</span>
        <Sign tone={toneOf(result)}>{word}</Sign>
      </p>
      {result.status === 'fair' && <p>{t(`remark.${result.remark}`)}</p>}
      {result.status === 'bad' && <FaultLines result={result} />}
      <Steps uri={uri} result={result} />
      {families !== null && <Families families={families} />}
    </li>
  )
}

function FaultLines({ result }: { readonly result: Extract<TransportTest, { status: 'bad' }> }) {
  const t = useTranslations('network.doctor')
  const { text, action, note } = useFaultText()(result.fault)
  return (
    <>
      <p>{text}</p>
      <p>
        <span className="test-do">{t('whatToDo')}</span> {action}
      </p>
      {note !== null && <p className="test-note">{note}</p>}
    </>
  )
}

/** How far the test came, and how long each step took. */
function Steps({ uri, result }: { readonly uri: string; readonly result: TransportTest }) {
  const t = useTranslations('network.doctor')
  return (
    <ol className="test-steps" role="list" aria-label={t('steps')}>
      {stepsOf(uri, result).map(({ kind, state, ms }) => (
        <li key={kind} className="test-step" data-state={state}>
          <ToneIcon tone={STEP_TONES[state]} size={14} />
          <span>{t(`step.${kind}`)}</span>
          <span className="visually-hidden">{t(`stepState.${state}`)}</span>
          {ms !== null && <span className="quiet">{t('ms', { ms: Math.round(ms) })}</span>}
        </li>
      ))}
    </ol>
  )
}

const STEP_TONES = { ok: 'good', failed: 'bad', open: 'none' } as const

/** Whether a server with a name can be reached over IPv4, and over IPv6. */
function Families({ families: { ipv4, ipv6 } }: { readonly families: ByFamily<FamilyReach> }) {
  const t = useTranslations('network.doctor')
  const say = (reach: FamilyReach): string =>
    typeof reach === 'number' ? t('ms', { ms: Math.round(reach) }) : t(`familyFault.${reach}`)
  return <p className="test-note">{t('families', { ipv4: say(ipv4), ipv6: say(ipv6) })}</p>
}
