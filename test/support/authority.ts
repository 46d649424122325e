import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate authority of one's own. */
export interface Authority {
  /** Its certificate, for those who are to trust it. */
  readonly file: string
  issue(name: string, from: Date, to: Date): { readonly cert: Buffer; readonly key: Buffer }
  remove(): void
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-authority-'))
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { stdio: 'pipe' })
  openssl(
    ...['req', '-x509', ...NEW_KEY, '-days', '3650', '-subj', '/CN=tincan test authority'],
    ...['-keyout', at('authority.key'), '-out', at('authority.pem')],
  )
  writeFileSync(at('index.txt'), '')
  // `openssl ca`, for it alone sets both ends of the time in every version.
  writeFileSync(
    at('ca.conf'),
    `[ca]
    default_ca = own
    [own]
    database = ${at('index.txt')}
    new_certs_dir = ${folder}
    certificate = ${at('authority.pem')}
    private_key = ${at('authority.key')}
    rand_serial = yes
    unique_subject = no
    default_md = sha256
    copy_extensions = copy
    policy = any
    [any]
    commonName = supplied`,
  )
  return {
    file: at('authority.pem'),
    issue(name, from, to) {
      openssl(
        ...['req', '-new', ...NEW_KEY, '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`],
        ...['-keyout', at('server.key'), '-out', at('server.csr')],
      )
      openssl(
        ...['ca', '-batch', '-notext', '-config', at('ca.conf'), '-in', at('server.csr')],
        ...['-out', at('server.pem'), '-startdate', utc(from), '-enddate', utc(to)],
      )
      return { cert: readFileSync(at('server.pem')), key: readFileSync(at('server.key')) }
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** e.g. `20950101000000Z`. */
const utc = (date: Date): string => date.toISOString().replace(/[-:T]|\.\d+/g, '')
