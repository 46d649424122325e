import type { Settings } from '../../../shared/model/settings.ts'

/** What every tab of the preferences is given. */
export interface SettingsProps {
  readonly settings: Settings
  readonly onChange: (change: Partial<Settings>) => void
}
