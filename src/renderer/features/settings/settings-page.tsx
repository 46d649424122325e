import type { Account } from '../../../shared/host.ts'
import { assertNever } from '../../../shared/result.ts'
import { AboutSettings } from './about/about-settings.tsx'
import { AccountSettings } from './account/account-settings.tsx'
import { AdvancedSettings } from './advanced/advanced-settings.tsx'
import { CallSettings } from './calls/call-settings.tsx'
import { GeneralSettings } from './general/general-settings.tsx'
import { NetworkSettings } from './network/network-settings.tsx'
import { NotificationSettings } from './notifications/notification-settings.tsx'
import type { SettingsProps } from './settings-props.ts'
import type { SettingsTab } from './settings-tabs.ts'
import { ShortcutSettings } from './shortcuts/shortcut-settings.tsx'
import { SoundSettings } from './sound-settings.tsx'

interface SettingsPageProps extends SettingsProps {
  readonly tab: SettingsTab
  readonly account: Account
}

/** One page of the preferences. */
export function SettingsPage({ tab, account, ...props }: SettingsPageProps) {
  switch (tab) {
    case 'general':
      return <GeneralSettings {...props} />
    case 'account':
      return <AccountSettings account={account} />
    case 'calls':
      return <CallSettings {...props} />
    case 'sound':
      return <SoundSettings {...props} />
    case 'network':
      return <NetworkSettings account={account} {...props} />
    case 'shortcuts':
      return <ShortcutSettings {...props} />
    case 'notifications':
      return <NotificationSettings {...props} />
    case 'advanced':
      return <AdvancedSettings account={account} {...props} />
    case 'about':
      return <AboutSettings />
    default:
      return assertNever(tab)
  }
}
