import { useTranslations } from 'use-intl'
import type { MicrophoneFault } from '../../../shared/sound/silent-microphone.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost } from '../../host/host-provider.tsx'

/** Why the others do not hear me, where a person would not notice it by themselves, and what ends that. */
export function MicrophoneNotices() {
  const { microphone } = useCalls()
  if (microphone.status === 'failed') {
    const isRefused = microphone.error.code === 'microphone-refused'
    return <ErrorNotice error={microphone.error} buttons={isRefused && <SystemPageButton />} />
  }
  if (microphone.status !== 'open') return null
  const { muted, fault, label, talksWhileMuted, mutedByIdle } = microphone
  if (muted) return <MutedNotice talks={talksWhileMuted} isByIdle={mutedByIdle} />
  return fault === null ? null : <FaultNotice fault={fault} device={label} />
}

function MutedNotice({ talks, isByIdle }: { readonly talks: boolean; readonly isByIdle: boolean }) {
  const t = useTranslations('talk.call')
  const session = useCallSession()
  if (!talks && !isByIdle) return null
  return (
    <Notice
      tone={talks ? 'warning' : 'info'}
      role="status"
      title={t(talks ? 'mutedTitle' : 'idleTitle')}
      buttons={
        <Button size="small" onPress={() => session.setMuted(false)}>
          {t('unmute')}
        </Button>
      }
    >
      {talks && <p>{t('mutedText')}</p>}
    </Notice>
  )
}

/** Nothing comes from it, although I am to be heard. */
function FaultNotice({ fault, device }: { readonly fault: MicrophoneFault; readonly device: string }) {
  const t = useTranslations('devices.silent')
  const isBlocked = fault === 'blocked'
  return (
    <Notice
      tone="warning"
      role="alert"
      title={t(isBlocked ? 'blockedTitle' : 'title', { device })}
      buttons={<SystemPageButton />}
    >
      <p>{t(isBlocked ? 'blockedText' : 'text')}</p>
    </Notice>
  )
}

/** Leads to where the system lets apps use the microphone, where it has such a place. */
function SystemPageButton() {
  const t = useTranslations('devices.silent')
  const errors = useTranslations('errors')
  const open = useHost().computer?.openMicrophonePage
  const { error, run } = useDeed()
  if (open == null) return null
  return (
    <>
      <Button size="small" onPress={() => void run(open())}>
        {t('openSystem')}
      </Button>
      {error !== null && <span role="alert">{errors(`${error.code}.title`)}</span>}
    </>
  )
}
