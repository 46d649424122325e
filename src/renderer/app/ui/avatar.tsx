import type { CSSProperties } from 'react'
import { toNameKey, type UserName } from '../../../shared/ids.ts'

const segmenter = new Intl.Segmenter()

/** The first sign of the first and of the last word; of a Hangul or Han name, its last two signs. */
export function initialsOf(text: string): string {
  const words = text.split(/[\s._·-]+/u).filter((word) => word !== '')
  const signs = (word: string): string[] => [...segmenter.segment(word)].map((part) => part.segment)
  const [first = ''] = words
  if (words.length === 1 && /^[\p{Script=Hangul}\p{Script=Han}]+$/u.test(first)) {
    return signs(first).slice(-2).join('')
  }
  const initials = [first, ...(words.length > 1 ? [words.at(-1)!] : [])].map((word) => signs(word)[0] ?? '')
  return initials.join('').toUpperCase()
}

/** A hue in degrees that is always the same for a name. */
export function hueOf(name: UserName): number {
  let hash = 0
  for (const sign of toNameKey(name)) hash = (hash * 31 + sign.codePointAt(0)!) % 3600
  return hash / 10
}

export interface AvatarProps {
  readonly name: UserName
  /** What is shown instead of the name, e.g. a nickname. */
  readonly shownName?: string
  /** A dot for presence; null where it is unknown. */
  readonly online?: boolean | null
}

export function Avatar({ name, shownName, online = null }: AvatarProps) {
  return (
    <span className="avatar" style={{ '--hue': hueOf(name) } as CSSProperties} aria-hidden>
      {initialsOf(shownName || name)}
      {online !== null && <span className="presence" data-online={online} />}
    </span>
  )
}
