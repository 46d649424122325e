import { useState } from 'react'
import { appError, type AppError, type ErrorCode } from '../../../shared/errors.ts'
import { UserName } from '../../../shared/ids.ts'
import { useHost } from '../../host/host-provider.tsx'

/** Errors that are shown at the field which caused them. */
const NAME_ERRORS: ReadonlySet<ErrorCode> = new Set(['name-invalid', 'name-taken'])
const SERVER_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'server-address-invalid',
  'server-unreachable',
  'server-not-tincan',
  'server-protocol-version',
  'server-untrusted',
  'server-timeout',
])
const INVITE_ERRORS: ReadonlySet<ErrorCode> = new Set(['invite-code-wrong'])

export type RegistrationField = 'name' | 'server' | 'invite'

/** At which field an error belongs; null for one that concerns none of them. */
export function fieldOf(error: AppError): RegistrationField | null {
  if (NAME_ERRORS.has(error.code)) return 'name'
  if (SERVER_ERRORS.has(error.code)) return 'server'
  return INVITE_ERRORS.has(error.code) ? 'invite' : null
}

export type Progress = 'idle' | 'asking' | 'registering'

export interface Registration {
  readonly name: string
  readonly address: string
  readonly place: 'here' | 'address'
  readonly inviteCode: string
  /** Whether the server was found to ask for a code. */
  readonly needsInvite: boolean
  readonly progress: Progress
  readonly error: AppError | null
  setName(name: string): void
  setAddress(address: string): void
  setPlace(place: 'here' | 'address'): void
  setInviteCode(code: string): void
  submit(): Promise<Verdict>
}

/** What a submission came to. `invite`: the server asks for a code first. */
export type Verdict =
  | { readonly type: 'done' }
  | { readonly type: 'invite' }
  | { readonly type: 'failed'; readonly error: AppError }

const failed = (error: AppError): Verdict => ({ type: 'failed', error })

export function useRegistration(defaultServer: string): Registration {
  const host = useHost()
  const [name, setName] = useState('')
  const [address, setAddress] = useState(defaultServer)
  const [place, setPlace] = useState<'here' | 'address'>(host.embeddedServer === null ? 'address' : 'here')
  const [inviteCode, setInviteCode] = useState('')
  const [needsInvite, setNeedsInvite] = useState(false)
  const [progress, setProgress] = useState<Progress>('idle')
  const [error, setError] = useState<AppError | null>(null)

  const register = async (): Promise<Verdict> => {
    if (!UserName.safeParse(name).success) return failed(appError('name-invalid'))
    setProgress('asking')
    const isHere = place === 'here' && host.embeddedServer !== null
    const started = isHere ? await host.embeddedServer.start() : null
    if (started?.ok === false) return failed(started.error)
    const found = await host.account.probe(started?.value.origin ?? address)
    if (!found.ok) return failed(found.error)
    const { origin, registration } = found.value
    setNeedsInvite(registration === 'invite')
    // The code is asked for first; only then does an empty one count as wrong.
    if (registration === 'invite' && !needsInvite) return { type: 'invite' }
    setProgress('registering')
    const code = inviteCode.trim()
    const created = await host.account.create({
      name,
      server: origin,
      ...(registration === 'invite' && code !== '' && { inviteCode: code }),
    })
    return created.ok ? { type: 'done' } : failed(created.error)
  }

  return {
    name,
    address,
    place,
    inviteCode,
    needsInvite,
    progress,
    error,
    setName,
    setAddress,
    setPlace,
    setInviteCode,
    async submit() {
      setError(null)
      const verdict = await register()
      setProgress('idle')
      setError(verdict.type === 'failed' ? verdict.error : null)
      return verdict
    },
  }
}
