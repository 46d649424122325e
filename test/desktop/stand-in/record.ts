/** What the app did to surfaces that only a person sees. Tests read it, and press what is in it. */
export const record = {
  /** Addresses given to the person's browser. */
  opened: [] as string[],
  /** Every decision of the permission handlers, as `permission:kind`. */
  permissions: new Map<string, boolean>(),
  trays: [] as { readonly toolTip: string; readonly menu: readonly MenuItem[] }[],
  applicationMenu: undefined as readonly MenuItem[] | null | undefined,
  errorBoxes: [] as string[],
  powerBlockers: new Set<number>(),
  throttling: true,
}

export interface MenuItem {
  readonly label?: string
  readonly enabled?: boolean
  readonly type?: 'normal' | 'separator'
  readonly role?: 'appMenu' | 'editMenu' | 'windowMenu'
  readonly click?: () => void
}
