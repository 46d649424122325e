import type { Notification } from './surfaces.ts'

/** What the app did to surfaces that only a person sees. Tests read it, and press what is in it. */
export const record = {
  /** Addresses given to the person's browser. */
  opened: [] as string[],
  /** Every decision of the permission handlers, as `permission:kind`. */
  permissions: new Map<string, boolean>(),
  trays: [] as { readonly toolTip: string; readonly image: string; readonly menu: readonly MenuItem[] }[],
  /** The missed calls that dock or taskbar show. */
  badge: 0,
  isFlashing: false,
  notifications: [] as Notification[],
  /** What was asked in boxes, and the button that the test presses. */
  questions: [] as string[],
  answer: null as string | null,
  /** What was asked about files, and the one that the test chooses; null cancels. */
  fileDialogs: [] as object[],
  chosenFile: null as string | null,
  applicationMenu: undefined as readonly MenuItem[] | null | undefined,
  errorBoxes: [] as string[],
  powerBlockers: new Set<number>(),
  throttling: true,
  /** Keys taken from the system, by their accelerators; a test presses them. */
  globalShortcuts: new Map<string, () => void>(),
  /** Accelerators that another app has. */
  takenShortcuts: new Set<string>(),
}

export interface MenuItem {
  readonly label?: string
  readonly enabled?: boolean
  readonly type?: 'normal' | 'separator' | 'checkbox'
  readonly checked?: boolean
  readonly submenu?: readonly MenuItem[]
  readonly role?: 'appMenu' | 'editMenu' | 'windowMenu'
  readonly click?: () => void
}
