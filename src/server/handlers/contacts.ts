import { appError } from '../../shared/errors.ts'
import { toNameKey } from '../../shared/ids.ts'
import { err, ok } from '../../shared/result.ts'
import type { Handler } from '../context.ts'
import { pushRosterEntry, rosterEntry } from '../roster.ts'

export const lookUp: Handler<'directory.lookup'> = ({ repositories }, _client, { name }) => {
  const record = repositories.names.find(toNameKey(name))
  return record === null
    ? err(appError('name-unknown', name))
    : ok({ name: record.name, publicKey: record.publicKey })
}

export const requestContact: Handler<'contact.request'> = (context, client, { name }) => {
  const { names, consents, blocks } = context.repositories
  const peer = toNameKey(name)
  if (peer === client.key) return err(appError('name-is-own'))
  if (names.find(peer) === null) return err(appError('name-unknown', name))
  if (consents.count(client.key) >= context.config.limits.contactsPerName)
    return err(appError('contacts-full'))
  consents.give(client.key, peer)
  // Somebody who is blocked sees the request go out, and nobody sees it come in.
  if (!blocks.has(peer, client.key)) pushRosterEntry(context, peer, client.key)
  const entry = rosterEntry(context, client.key, peer)
  return entry === null ? err(appError('name-unknown', name)) : ok(entry)
}

export const removeContact: Handler<'contact.remove'> = (context, client, { name }) => {
  const peer = toNameKey(name)
  context.repositories.consents.remove(client.key, peer)
  if (!context.repositories.blocks.has(peer, client.key)) pushRosterEntry(context, peer, client.key)
  return ok({})
}

export const blockContact: Handler<'contact.block'> = (context, client, { name, blocked }) => {
  const { names, consents, blocks } = context.repositories
  const peer = toNameKey(name)
  if (peer === client.key) return err(appError('name-is-own'))
  if (names.find(peer) === null) return err(appError('name-unknown', name))
  blocks.set(client.key, peer, blocked)
  // To the blocked person it looks as if the other went offline.
  if (consents.between(peer, client.key) === 'mutual') pushRosterEntry(context, peer, client.key)
  return ok({})
}

export const setReach: Handler<'reach.set'> = ({ repositories }, client, { reach }) => {
  repositories.names.setReach(client.key, reach)
  return ok({})
}
