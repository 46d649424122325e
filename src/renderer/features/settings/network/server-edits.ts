import type { IceServerId } from '../../../../shared/ids.ts'
import type { IceServerDraft, IceServerView } from '../../../../shared/model/ice-server.ts'

/** A list of servers on its way to be kept. A row without a secret keeps the one that it has. */
export type Drafts = readonly IceServerDraft[]

export const toDraft = ({ id, uri, username, enabled }: IceServerView): IceServerDraft => ({
  id,
  uri,
  username,
  enabled,
})

/** With a row in the place of the one that it replaces, or at the end. */
export function put(drafts: Drafts, row: IceServerDraft): Drafts {
  return drafts.some(({ id }) => id === row.id)
    ? drafts.map((draft) => (draft.id === row.id ? row : draft))
    : [...drafts, row]
}

export function without(drafts: Drafts, id: IceServerId): Drafts {
  return drafts.filter((draft) => draft.id !== id)
}

/** With a row one place further up or down; the same list where there is no such place. */
export function moved(drafts: Drafts, id: IceServerId, direction: 'up' | 'down'): Drafts {
  const from = drafts.findIndex((draft) => draft.id === id)
  const to = direction === 'up' ? from - 1 : from + 1
  const row = drafts[from]
  const other = drafts[to]
  if (row === undefined || other === undefined) return drafts
  return drafts.with(from, other).with(to, row)
}

/** With all of some new rows. One for the address and user name of a row that is there takes its place. */
export function merged(drafts: Drafts, rows: Drafts): Drafts {
  return rows.reduce((list, row) => {
    const same = list.find(({ uri, username }) => uri === row.uri && username === row.username)
    return put(list, same === undefined ? row : { ...row, id: same.id })
  }, drafts)
}
