import type { en } from './en.ts'

type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> }

/** What every language has to say: the keys of English. A missing or a surplus one fails the type check. */
export type Catalogue = TextsOf<typeof en>

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en' | 'ko'
    Messages: typeof en
  }
}
