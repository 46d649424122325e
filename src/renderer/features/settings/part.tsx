import type { ReactNode } from 'react'

interface PartProps {
  readonly title: string
  /** What it is for, under its title. */
  readonly hint?: string
  readonly children: ReactNode
}

/** One titled part of the preferences. */
export function Part({ title, hint, children }: PartProps) {
  return (
    <section className="settings-part">
      <div className="settings-part-head">
        <h3 className="settings-part-title">{title}</h3>
        {hint !== undefined && <p className="field-hint">{hint}</p>}
      </div>
      {children}
    </section>
  )
}
