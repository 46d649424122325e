import type { ReactNode } from 'react'
import { StatusNotices } from '../status/status-notices.tsx'
import './first-run.css'

/** The calm frame of the first run: two cans and a string above a card. */
export function Welcome({ children }: { readonly children: ReactNode }) {
  return (
    <main className="first-run">
      <div className="first-run-card">
        <Cans />
        <StatusNotices />
        {children}
      </div>
    </main>
  )
}

export function Cans() {
  return (
    <svg className="cans" viewBox="0 0 160 56" fill="none" aria-hidden>
      <path className="cans-string" d="M40 32C58 56 102 56 120 32" />
      <path className="cans-can" d="M8 12v24a16 6 0 0 0 32 0V12" />
      <ellipse className="cans-rim" cx="24" cy="12" rx="16" ry="6" />
      <path className="cans-can" d="M120 12v24a16 6 0 0 0 32 0V12" />
      <ellipse className="cans-rim" cx="136" cy="12" rx="16" ry="6" />
    </svg>
  )
}
