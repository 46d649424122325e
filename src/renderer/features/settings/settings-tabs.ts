import {
  AudioLines,
  Bell,
  Info,
  Keyboard,
  Phone,
  SlidersHorizontal,
  UserRound,
  Waypoints,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Host } from '../../../shared/host.ts'

/** In the order in which they are listed. */
const ICONS = {
  general: SlidersHorizontal,
  account: UserRound,
  calls: Phone,
  sound: AudioLines,
  network: Waypoints,
  shortcuts: Keyboard,
  notifications: Bell,
  advanced: Wrench,
  about: Info,
} as const satisfies Record<string, LucideIcon>
export type SettingsTab = keyof typeof ICONS
const ALL = Object.keys(ICONS) as SettingsTab[]

export interface TabView {
  readonly id: SettingsTab
  readonly text: string
  readonly icon: LucideIcon
}

/** The pages of the preferences that this host has. */
export function useSettingsTabs({ shell }: Host): readonly TabView[] {
  const t = useTranslations()
  const texts: Record<SettingsTab, string> = {
    general: t('settings.general'),
    account: t('preferences.pages.account'),
    calls: t('settings.calls'),
    sound: t('settings.sound'),
    network: t('settings.network'),
    shortcuts: t('preferences.pages.shortcuts'),
    notifications: t('preferences.pages.notifications'),
    advanced: t('preferences.pages.advanced'),
    about: t('preferences.pages.about'),
  }
  return ALL.filter((id) => id !== 'notifications' || shell !== null).map((id) => ({
    id,
    text: texts[id],
    icon: ICONS[id],
  }))
}
