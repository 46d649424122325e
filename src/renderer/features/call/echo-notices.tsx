import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Echo } from '../../call/echo-watch.ts'
import { Button } from '../../app/ui/button.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'

/** Whose voice makes the round, and what ends that. */
export function EchoNotices({ echo, name }: { readonly echo: Echo; readonly name: string }) {
  return (
    <>
      {echo.theirs && <TheirEcho name={name} />}
      {echo.mine && <MyEcho name={name} />}
    </>
  )
}

/** They hear themselves from here, so it is mine to end. */
function TheirEcho({ name }: { readonly name: string }) {
  const t = useTranslations('hearing.echo')
  const host = useHost()
  const { processing } = useHostState('settings')
  const deed = useDeed()
  const [isClosed, setClosed] = useState(false)
  if (isClosed) return null
  const turnOn = (): void =>
    void deed.run(host.settings.update({ processing: { ...processing, echoCancellation: true } }))
  return (
    <>
      <Notice
        tone="warning"
        role="status"
        title={t('theirsTitle', { name })}
        onClose={() => setClosed(true)}
        buttons={
          !processing.echoCancellation && (
            <Button size="small" onPress={turnOn}>
              {t('turnOn')}
            </Button>
          )
        }
      >
        <p>{t(processing.echoCancellation ? 'theirsText' : 'theirsTextOff')}</p>
      </Notice>
      {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
    </>
  )
}

/** My voice comes back, which only they can end. */
function MyEcho({ name }: { readonly name: string }) {
  const t = useTranslations('hearing.echo')
  const [isClosed, setClosed] = useState(false)
  if (isClosed) return null
  return (
    <Notice role="status" title={t('mineTitle', { name })} onClose={() => setClosed(true)}>
      <p>{t('mineText', { name })}</p>
    </Notice>
  )
}
