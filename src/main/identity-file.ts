import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import { appError, type AppError } from '../shared/errors.ts'
import type { HostCore } from '../shared/host-core.ts'
import type { Host, Outcome } from '../shared/host.ts'
import {
  IDENTITY_FILE_LIMIT,
  openIdentity,
  readIdentityFile,
  sealIdentity,
  type Identity,
  type IdentityFile,
} from '../shared/identity/identity-file.ts'
import type { FoundIdentity } from '../shared/model/computer.ts'
import { createQueue } from '../shared/queue.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { nodeSeal } from './seal.ts'
import { fromSeed, publicKeyOf } from './stores/key-pair.ts'
import type { KeyVault } from './stores/key-store.ts'

export interface IdentityFileParts {
  readonly window: BrowserWindow
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>
  readonly core: Pick<HostCore, 'state' | 'adopt'>
  readonly vault: KeyVault
}

const FILTERS = [{ name: 'Tincan', extensions: ['tincan-identity'] }]

/** Where a person is with an import. The page is told about it and holds nothing of it. */
type Import =
  | { readonly step: 'none' }
  | { readonly step: 'chosen'; readonly file: IdentityFile }
  | { readonly step: 'unlocked'; readonly identity: Identity }

/** Takes the identity to a file and from one. The system asks where; the key stays in main, the path too. */
export function createIdentityFiles({
  window,
  dialog,
  core,
  vault,
}: IdentityFileParts): NonNullable<Host['account']['identityFile']> {
  let pending: Import = { step: 'none' }

  const save = async (passphrase: string): Outcome<string | null> => {
    const { account } = await core.state()
    const seed = await vault.seed()
    if (account === null || seed === null) return err(appError('not-connected'))
    const { filePath, canceled } = await dialog.showSaveDialog(window, {
      defaultPath: `${account.name}.tincan-identity`,
      filters: FILTERS,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return ok(null)
    const { name, server } = account
    return write(filePath, await sealIdentity(nodeSeal, { name, server, seed }, passphrase))
  }

  const choose = async (): Outcome<string | null> => {
    pending = { step: 'none' }
    const { filePaths } = await dialog.showOpenDialog(window, {
      // Any file: a mail program may have given it another ending.
      filters: [...FILTERS, { name: '*', extensions: ['*'] }],
      properties: ['openFile'],
    })
    const [path] = filePaths
    if (path === undefined) return ok(null)
    const text = await read(path)
    const file = text.ok ? await readIdentityFile(nodeSeal, text.value) : text
    if (!file.ok) return file
    pending = { step: 'chosen', file: file.value }
    return ok(basename(path))
  }

  const unlock = async (passphrase: string): Outcome<FoundIdentity> => {
    if (pending.step !== 'chosen') return err(appError('bad-request', 'no file was chosen'))
    const identity = await openIdentity(nodeSeal, pending.file, passphrase)
    if (!identity.ok) return identity
    const { name, server, seed } = identity.value
    const publicKey = publicKeyOf(fromSeed(seed))
    const present = await vault.publicKey()
    pending = { step: 'unlocked', identity: identity.value }
    const replaces = present === null ? 'nothing' : present === publicKey ? 'same' : 'another'
    return ok({ name, server, publicKey, replaces })
  }

  const take = async (): Outcome => {
    if (pending.step !== 'unlocked') return err(appError('bad-request', 'no identity was unlocked'))
    const { name, server, seed } = pending.identity
    pending = { step: 'none' }
    await vault.replace(seed)
    return core.adopt({ name, server })
  }

  // One at a time: each may take as much memory as scrypt needs.
  const inTurn = createQueue()
  return {
    save: (passphrase) => inTurn(() => save(passphrase)),
    choose: () => inTurn(choose),
    unlock: (passphrase) => inTurn(() => unlock(passphrase)),
    take: () => inTurn(take),
  }
}

/** Whole or not at all, and readable for this person alone. */
async function write(path: string, text: string): Promise<Result<string, AppError>> {
  const draft = `${path}.part`
  try {
    await rm(draft, { force: true })
    await writeFile(draft, text, { flag: 'wx', mode: 0o600 })
    await rename(draft, path)
    return ok(basename(path))
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    return err(appError('file-unwritable', codeOf(error)))
  }
}

async function read(path: string): Promise<Result<string, AppError>> {
  try {
    const { size } = await stat(path)
    return size > IDENTITY_FILE_LIMIT
      ? err(appError('identity-file-foreign'))
      : ok(await readFile(path, 'utf8'))
  } catch (error) {
    return err(appError('file-unreadable', codeOf(error)))
  }
}

/** What the system says, without the path. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
