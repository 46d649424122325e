import type { Host, IceConfiguration } from '../../shared/host.ts'
import { isSameName, type UserName } from '../../shared/ids.ts'
import type { ContactView } from '../../shared/model/contact.ts'
import { isEcho } from '../../shared/model/echo-contact.ts'
import { effectivePolicy, type IceTransportPolicy } from '../../shared/model/ice-server.ts'
import type { Settings } from '../../shared/model/settings.ts'

/** The ICE configurations at hand, one for each policy, so that a peer connection need not wait for the host. */
export interface IceConfigurations {
  /** Asks the host anew. `fresh`: with new credentials from the signaling server. */
  refresh(fresh: boolean): Promise<void>
  /** What a connection with that person is made of. */
  with(name: UserName): IceConfiguration
  /** The person is called over a relay only, and there is none. */
  lacksRelay(name: UserName): boolean
}

/** Who is called how: the settings of now, and the contacts of now. */
export interface PolicySources {
  settings(): Settings
  contacts(): readonly ContactView[]
}

/** The test contact is at no other place: nobody is asked for a way, and no address becomes known. */
const WITHIN_THIS_WINDOW: IceConfiguration = { iceServers: [], iceTransportPolicy: 'all' }

export function createIceConfigurations(calls: Host['calls'], sources: PolicySources): IceConfigurations {
  /** Null where the policy is `relay` and there is no relay. */
  const known = new Map<IceTransportPolicy, IceConfiguration | null>()
  const policyWith = (name: UserName): IceTransportPolicy =>
    effectivePolicy(
      sources.settings(),
      sources.contacts().find((contact) => isSameName(contact.name, name)),
    )
  return {
    async refresh(fresh) {
      // One after the other: both would fetch credentials.
      for (const policy of ['all', 'relay'] as const) {
        const answer = await calls.iceConfiguration(policy, fresh && policy === 'all')
        if (answer.ok) known.set(policy, answer.value)
        else if (answer.error.code === 'relay-missing') known.set(policy, null)
      }
    },
    with(name) {
      if (isEcho(name)) return WITHIN_THIS_WINDOW
      const iceTransportPolicy = policyWith(name)
      return known.get(iceTransportPolicy) ?? { iceServers: [], iceTransportPolicy }
    },
    lacksRelay: (name) =>
      !isEcho(name) && policyWith(name) === 'relay' && (known.get('relay') ?? null) === null,
  }
}
