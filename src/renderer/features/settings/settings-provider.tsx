import { createContext, useContext, useState, type ReactNode } from 'react'
import type { Account } from '../../../shared/host.ts'
import { CheatSheet } from '../shortcuts/cheat-sheet.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import type { SettingsTab } from './settings-tabs.ts'

interface Opening {
  readonly settings: (tab: SettingsTab) => void
  readonly cheatSheet: () => void
}
const OpeningContext = createContext<Opening | null>(null)

/** Holds the preferences and the list of all keys, so that whatever points at them can open them. */
export function SettingsProvider({
  account,
  children,
}: {
  readonly account: Account
  readonly children: ReactNode
}) {
  const [tab, setTab] = useState<SettingsTab | null>(null)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [opening] = useState<Opening>(() => ({ settings: setTab, cheatSheet: () => setSheetOpen(true) }))
  return (
    <OpeningContext value={opening}>
      {children}
      {tab !== null && (
        <SettingsDialog account={account} tab={tab} onTab={setTab} onClose={() => setTab(null)} />
      )}
      {isSheetOpen && <CheatSheet onClose={() => setSheetOpen(false)} />}
    </OpeningContext>
  )
}

function useOpening(): Opening {
  const opening = useContext(OpeningContext)
  if (opening === null) throw new Error('useOpenSettings is used outside of SettingsProvider')
  return opening
}

/** Opens the preferences at one of their tabs. */
export function useOpenSettings(): Opening['settings'] {
  return useOpening().settings
}

/** Opens the list of all keys. */
export function useOpenCheatSheet(): Opening['cheatSheet'] {
  return useOpening().cheatSheet
}
