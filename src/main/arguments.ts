import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { UserName } from '../shared/ids.ts'
import { isLink, parseLink } from '../shared/links.ts'
import { err, ok, type Result } from '../shared/result.ts'

const Environment = z.object({ TINCAN_PROFILE: z.string().min(1).optional() })

/** What a person asks of the app on the command line, or a link does. A second start hands it to the first. */
export const Wish = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), name: UserName }),
  z.object({ type: z.enum(['answer', 'end', 'mute']) }),
  z.object({ type: z.literal('talk'), how: z.enum(['down', 'up', 'toggle']) }),
  z.object({ type: z.literal('link'), text: z.string().max(4_096) }),
])
export type Wish = z.infer<typeof Wish>

/** What the command line and the environment ask of the desktop app. */
export interface AppArguments {
  /** Folder to keep everything in; null takes the system's. */
  readonly profile: string | null
  /** Start, or stay, without showing the window. */
  readonly isHidden: boolean
  readonly wishes: readonly Wish[]
  /** To be printed, and nothing else is done. */
  readonly print: 'help' | 'version' | null
}

const OPTIONS = {
  profile: { type: 'string' },
  call: { type: 'string' },
  answer: { type: 'boolean' },
  end: { type: 'boolean' },
  mute: { type: 'boolean' },
  hidden: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const
const FLAGS = Object.keys(OPTIONS)

export const HELP = `Usage: tincan [options] [ptt down|up|toggle] [link]

  --call NAME       Call somebody
  --answer          Answer the call that rings
  --end             End the call, or decline the one that rings
  --mute            Mute the microphone, or unmute it
  --hidden          Do not show the window
  --profile DIR     Keep everything in this folder
  --help            Show this text
  --version         Show the version
  ptt down|up|toggle
                    Press or let go the key to talk, e.g. from a shortcut of the desktop
  tincan://call/NAME@SERVER, tincan://add/NAME@SERVER
                    Open a link; it asks before it does anything, and takes no
                    other option (the profile only as TINCAN_PROFILE)

Where Tincan runs already with the same profile, that one does it.`

/**
 * Reads the command line. What is wrong is an error to print. Flags that are not ours pass by, since Electron and
 * Chromium have hundreds; one that is nearly ours is a slip of the hand.
 */
export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): Result<AppArguments, string> {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const fault = flagFault(token.name, token.rawName, token.value)
    if (fault !== null) return err(fault)
  }
  const usual = Environment.safeParse(env).data?.TINCAN_PROFILE
  const link = positionals.find(isLink)
  if (link !== undefined) {
    // A link comes from anybody. What stands beside it may be its doing, so that nothing else is done: no other profile,
    // which might lie on a share of theirs, either.
    if (parseLink(link) === null) return err(`Not a link that Tincan knows: ${shorten(link)}`)
    return ok({
      profile: toFolder(usual),
      isHidden: false,
      print: null,
      wishes: [{ type: 'link', text: link }],
    })
  }
  const wishes: Wish[] = []
  if (typeof values.call === 'string') {
    const name = UserName.safeParse(values.call)
    if (!name.success) return err(`Not a name: ${shorten(values.call)}`)
    wishes.push({ type: 'call', name: name.data })
  }
  for (const type of ['answer', 'end', 'mute'] as const) if (values[type] === true) wishes.push({ type })
  const talk = readTalk(positionals)
  if (!talk.ok) return talk
  return ok({
    profile: toFolder(typeof values.profile === 'string' ? values.profile : usual),
    isHidden: values.hidden === true,
    wishes: [...wishes, ...talk.value],
    print: values.help === true ? 'help' : values.version === true ? 'version' : null,
  })
}

/** An empty name is the usual profile, as an unset variable of a shell gives it. */
const toFolder = (name: string | undefined): string | null => (name ? resolve(name) : null)

function readTalk(positionals: readonly string[]): Result<readonly Wish[], string> {
  const at = positionals.indexOf('ptt')
  if (at === -1) return ok([])
  const how = z.enum(['down', 'up', 'toggle']).safeParse(positionals[at + 1])
  return how.success ? ok([{ type: 'talk', how: how.data }]) : err('ptt needs down, up or toggle.')
}

function flagFault(name: string, rawName: string, value: string | undefined): string | null {
  const known = FLAGS.find((flag) => flag === name)
  if (known === undefined) {
    const near = rawName.startsWith('--') ? FLAGS.find((flag) => isNear(name, flag)) : undefined
    return near === undefined ? null : `Unknown option ${shorten(rawName)}. Did you mean --${near}?`
  }
  const takesValue = OPTIONS[known as keyof typeof OPTIONS].type === 'string'
  if (takesValue && (value === undefined || (value === '' && name !== 'profile')))
    return `--${name} needs a value.`
  return !takesValue && value !== undefined ? `--${name} takes no value.` : null
}

/** One letter too many, too few, wrong or swapped with the next. */
function isNear(typed: string, flag: string): boolean {
  if (Math.abs(typed.length - flag.length) > 1) return false
  let start = 0
  while (start < flag.length && typed[start] === flag[start]) start += 1
  const [a, b] = [typed.slice(start), flag.slice(start)]
  const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  return isSwapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
}

/** Without control characters, which a terminal would obey. */
function shorten(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?').slice(0, 100)
}
