import { useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Account } from '../../../shared/host.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { Dialog } from '../../app/ui/dialog.tsx'
import { ErrorNotice } from '../../app/ui/notice.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'
import { SettingsPage } from './settings-page.tsx'
import { useSettingsTabs, type SettingsTab } from './settings-tabs.ts'
import './settings.css'

interface SettingsDialogProps {
  readonly account: Account
  readonly tab: SettingsTab
  readonly onTab: (tab: SettingsTab) => void
  readonly onClose: () => void
}

/** The preferences, by kind: a list beside the page, or a row above it where there is no room. Every change is kept at once. */
export function SettingsDialog({ account, tab, onTab, onClose }: SettingsDialogProps) {
  const t = useTranslations('settings')
  const host = useHost()
  const settings = useHostState('settings')
  const deed = useDeed()
  const tabs = useSettingsTabs(host)
  // As in settings.css.
  const isNarrow = useMediaQuery('(max-width: 44rem)')
  const list = useRef<HTMLDivElement>(null)
  // The row may be longer than the window is wide.
  useEffect(() => {
    if (!isNarrow) return undefined
    // The component library draws the row a little later, and puts it back to where it was when a tab gets the focus.
    const frame = requestAnimationFrame(() => {
      const chosen = list.current?.querySelector(`[data-key="${tab}"]`)
      chosen?.scrollIntoView({ block: 'nearest', inline: 'center' })
    })
    return () => cancelAnimationFrame(frame)
  }, [tab, isNarrow])
  const update = (change: Partial<Settings>): void => void deed.run(host.settings.update(change))
  return (
    <Dialog title={t('heading')} size="large" onClose={onClose}>
      <Tabs
        className="settings"
        orientation={isNarrow ? 'horizontal' : 'vertical'}
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = tabs.find(({ id }) => id === key)
          if (chosen) onTab(chosen.id)
        }}
      >
        <TabList ref={list} className="settings-tabs" aria-label={t('tabs')}>
          {tabs.map(({ id, text, icon: Icon }) => (
            <Tab key={id} id={id} className="settings-tab">
              <Icon size={18} aria-hidden />
              {text}
            </Tab>
          ))}
        </TabList>
        <div className="settings-page">
          {deed.error && <ErrorNotice error={deed.error} onClose={deed.forget} />}
          {tabs.map(({ id }) => (
            <TabPanel key={id} id={id} className="settings-panel">
              <SettingsPage tab={id} account={account} settings={settings} onChange={update} />
            </TabPanel>
          ))}
        </div>
      </Tabs>
    </Dialog>
  )
}
