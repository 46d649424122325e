export interface PersonParts {
  readonly name: string
  readonly origin: string
  /** Where this person's profile is kept. */
  readonly folder: string
  readonly isHeadless: boolean
  /** A tone in place of the microphone: a check needs no device. */
  readonly usesFakeMicrophone: boolean
}

/** A window of somebody who has an account at the server. */
export interface Person {
  add(name: string): Promise<void>
  accept(name: string): Promise<void>
  /** Resolves when that contact is shown as online. */
  sees(name: string): Promise<void>
  /** Resolves when the person closed the window. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

export type OpenPerson = (parts: PersonParts) => Promise<Person>

export const FAKE_MICROPHONE = '--use-fake-device-for-media-stream'
