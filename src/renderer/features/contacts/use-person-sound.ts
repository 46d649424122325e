import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { isSameName, type UserName } from '../../../shared/ids.ts'
import { personSoundOf, type PersonSound } from '../../../shared/model/person-sound.ts'
import { useCalls, useCallSession } from '../../app/session-provider.tsx'
import { useDeed } from '../../app/ui/use-deed.ts'
import { useHost, useHostState } from '../../host/host-provider.tsx'

/** How somebody sounds for me: heard at once in a call with them, and kept with their contact, if they are one. */
export interface PersonSoundWish {
  readonly sound: PersonSound
  readonly error: AppError | null
  forgetError(): void
  /** While a slider moves. */
  change(sound: PersonSound): void
  keep(sound: PersonSound): void
}

export function usePersonSound(name: UserName): PersonSoundWish {
  const { contacts: book } = useHost()
  const contacts = useHostState('contacts')
  const session = useCallSession()
  const call = useCalls().calls.find(
    ({ call: { phase, peer } }) => phase !== 'ended' && isSameName(peer, name),
  )
  const deed = useDeed()
  const [draft, setDraft] = useState<PersonSound | null>(null)
  const change = (sound: PersonSound): void => {
    setDraft(sound)
    if (call !== undefined) session.setPersonSound(call.call.callId, sound)
  }
  return {
    sound: draft ?? call?.sound ?? personSoundOf(contacts, name),
    error: deed.error,
    forgetError: deed.forget,
    change,
    keep(sound) {
      change(sound)
      const isContact = contacts.some((contact) => isSameName(contact.name, name))
      const kept = isContact ? deed.run(book.update(name, sound)) : Promise.resolve(true)
      void kept.then(() => setDraft(null))
    },
  }
}
