import type { Settings } from '../../shared/model/settings.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

export type Language = 'en' | 'ko'
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, ko }

/** The language of the texts: the chosen one, else the first of the system's that there is, else English. */
export function toLanguage(setting: Settings['language'], system: readonly string[]): Language {
  if (setting !== 'system') return setting
  for (const tag of system) {
    const primary = tag.split('-')[0]?.toLowerCase()
    if (primary === 'en' || primary === 'ko') return primary
  }
  return 'en'
}

/** The locale of times and numbers: the system's own form of the language, e.g. `en-GB`, where it has one. */
export function toLocale(language: Language, system: readonly string[]): string {
  return system.find((tag) => tag.split('-')[0]?.toLowerCase() === language) ?? language
}
