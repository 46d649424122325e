import { useState } from 'react'

export interface Copying {
  /** Null before the first try. */
  readonly outcome: 'copied' | 'failed' | null
  copy(text: string): Promise<void>
}

/** Puts a text onto the clipboard, if the system or the browser allows it. */
export function useCopy(): Copying {
  const [outcome, setOutcome] = useState<Copying['outcome']>(null)
  return {
    outcome,
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text)
        setOutcome('copied')
      } catch {
        setOutcome('failed')
      }
    },
  }
}
