/** How the systems know Tincan: its desktop file, its toasts on Windows, its keys at the portal. The same as in electron-builder.yml. */
export const APP_ID = 'org.tincan.Tincan'
