import { useState, type ReactNode } from 'react'
import { Switch } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import { Button } from '../../app/ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice, Notice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { Choice } from './choice.tsx'
import { SoundSettings } from './sound-settings.tsx'
import './settings.css'

interface SettingsDialogProps {
  readonly account: Account
  readonly onClose: () => void
}

/** Who I am, and how Tincan behaves. Every change is kept at once. */
export function SettingsDialog({ account, onClose }: SettingsDialogProps) {
  const t = useTranslations()
  const host = useHost()
  const settings = useHostState('settings')
  const deed = useDeed()
  const [isForgetting, setForgetting] = useState(false)
  const update = (change: Partial<typeof settings>): void => void deed.run(host.settings.update(change))
  return (
    <Dialog title={t('settings.heading')} size="large" onClose={onClose}>
      {deed.error && <ErrorNotice error={deed.error} />}
      <You account={account} />
      <Part title={t('settings.appearance')}>
        <Choice
          label={t('settings.language')}
          value={settings.language}
          options={[
            { id: 'system', text: t('settings.languageSystem') },
            { id: 'en', text: 'English' },
            { id: 'ko', text: '한국어' },
          ]}
          onChange={(language) => update({ language })}
        />
        <Choice
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            { id: 'system', text: t('settings.themeSystem') },
            { id: 'light', text: t('settings.themeLight') },
            { id: 'dark', text: t('settings.themeDark') },
          ]}
          onChange={(theme) => update({ theme })}
        />
      </Part>
      <Part title={t('settings.calls')}>
        <Choice
          label={t('settings.reach')}
          value={settings.reach}
          options={[
            { id: 'automatic', text: t('settings.reachAutomatic') },
            { id: 'everyone', text: t('settings.reachEveryone') },
            { id: 'contacts', text: t('settings.reachContacts') },
            { id: 'nobody', text: t('settings.reachNobody') },
          ]}
          onChange={(reach) => update({ reach })}
        />
        <Switch
          className="switch"
          isSelected={settings.preconnect}
          onChange={(preconnect) => update({ preconnect })}
          aria-describedby="preconnect-hint"
        >
          <span>{t('settings.preconnect')}</span>
          <span className="switch-track" />
        </Switch>
        <p className="field-hint" id="preconnect-hint">
          {t('settings.preconnectHint')}
        </p>
      </Part>
      <SoundSettings settings={settings} onChange={update} />
      <Part title={t('settings.account')}>
        <p className="field-hint">{t('settings.forgetHint')}</p>
        <div>
          <Button onPress={() => setForgetting(true)}>{t('settings.forget')}</Button>
        </div>
      </Part>
      <div className="settings-foot">
        <p className="small quiet">
          {t('app.title')} · {t('settings.version', { version: host.version })}
        </p>
      </div>
      {isForgetting && (
        <ConfirmDialog
          title={t('settings.forgetHeading')}
          text={t('settings.forgetText')}
          confirm={t('settings.forgetConfirm')}
          deed={() => host.account.remove()}
          onClose={() => setForgetting(false)}
        />
      )}
    </Dialog>
  )
}

/** One titled part of the settings. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-part">
      <h3 className="section-title">{title}</h3>
      {children}
    </section>
  )
}

function You({ account }: { readonly account: Account }) {
  const t = useTranslations('settings')
  return (
    <Part title={t('you')}>
      <dl className="settings-facts">
        <div>
          <dt>{t('name')}</dt>
          <dd>{account.name}</dd>
        </div>
        <div>
          <dt>{t('server')}</dt>
          <dd>{account.server}</dd>
        </div>
        <div>
          <dt>{t('key')}</dt>
          <dd>
            <span className="mono settings-key">{account.publicKey.match(/.{1,4}/g)?.join(' ')}</span>
            <span className="field-hint">{t('keyHint')}</span>
          </dd>
        </div>
      </dl>
      {account.protection === 'none' && (
        <Notice tone="warning" title={t('unprotected')}>
          <p>{t('unprotectedHint')}</p>
        </Notice>
      )}
    </Part>
  )
}
