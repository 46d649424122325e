import { createTranslator, type Messages } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { END_REASONS } from './end-reasons.ts'
import { CATALOGUES, toLanguage, toLocale } from '../../../src/renderer/i18n/language.ts'
import { ERROR_CODES } from '../../../src/shared/errors.ts'

/** Every text of a catalogue by its path. */
function textsOf(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, string | object]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...textsOf(value, `${path}${key}.`)],
    ),
  )
}

/** Names of the ICU arguments of a message, with their kind: `{count, plural, ...}` is `count:plural`. */
function argumentsOf(message: string): string[] {
  const found = message.matchAll(/\{\s*([A-Za-z]\w*)\s*(?:,\s*(\w+))?/g)
  return [
    ...new Set([...found].map(([, name, kind]) => (kind === undefined ? name! : `${name}:${kind}`))),
  ].sort()
}

const english = textsOf(CATALOGUES.en)
const korean = textsOf(CATALOGUES.ko)

test('the arguments of a message are found', () => {
  expect(argumentsOf('{name} has {count, plural, one {# call} other {# calls}}')).toEqual([
    'count:plural',
    'name',
  ])
})

test('Korean has the keys of English, and no other', () => {
  expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
})

test('every message has the same arguments in Korean', () => {
  const inPlural = /^(one|other|few|many|two|zero)\b/
  const clean = (text: string): string[] => argumentsOf(text).filter((name) => !inPlural.test(name))
  const different = [...english].filter(
    ([key, text]) => clean(korean.get(key)!).join() !== clean(text).join(),
  )
  expect(different).toEqual([])
})

describe.each([
  ['en', CATALOGUES.en],
  ['ko', CATALOGUES.ko],
] as const)('%s', (language, catalogue) => {
  const all = textsOf(catalogue)

  test('no text is empty, has spaces around it or three dots for an ellipsis', () => {
    const wrong = [...all].filter(([, text]) => text === '' || text !== text.trim() || text.includes('...'))
    expect(wrong).toEqual([])
  })

  test('every error says what to do', () => {
    expect(ERROR_CODES.filter((code) => !catalogue.errors[code].action.endsWith('.'))).toEqual([])
  })

  test('every end of a call names whom it was with and says what to do', () => {
    const isComplete = ({ title, action }: { title: string; action: string }): boolean =>
      title.includes('{name}') && action.endsWith('.')
    expect(END_REASONS.filter((reason) => !isComplete(catalogue.ends[reason]))).toEqual([])
  })

  test('every message can be formatted', () => {
    const problems: string[] = []
    const t = createTranslator({
      locale: language,
      messages: catalogue as Messages,
      onError: (error) => void problems.push(error.message),
    })
    for (const [key, message] of all) {
      const values = argumentsOf(message).map((argument) => {
        const [name, kind] = argument.split(':')
        return [name, kind === undefined ? 'bob' : 2]
      })
      const text = t(key as 'app.title', Object.fromEntries(values) as never)
      if (/[{}]/.test(text)) problems.push(text)
    }
    expect(problems).toEqual([])
  })
})

test('Korean texts are Korean', () => {
  const latin = [...korean].filter(([, text]) => !/\p{Script=Hangul}/u.test(text)).map(([key]) => key)
  // The name of the app, and what has no words in it.
  expect(latin).toEqual([
    'app.title',
    'app.titleMissed',
    'preferences.about.tincan',
    'preferences.about.electron',
    'preferences.about.chromium',
    'quality.details.none',
    'quality.details.ms',
    'quality.details.percent',
    'quality.details.kbps',
    'quality.details.candidateLine',
    'talk.thresholdValue',
    'talk.milliseconds',
    'network.doctor.step.tls',
    'network.doctor.families',
  ])
})

test('the language follows the setting, then the system, then English', () => {
  expect(toLanguage('ko', ['en-US'])).toBe('ko')
  expect(toLanguage('system', ['fr-FR', 'ko-KR', 'en-GB'])).toBe('ko')
  expect(toLanguage('system', ['fr-FR', 'EN'])).toBe('en')
  expect(toLanguage('system', ['fr-FR'])).toBe('en')
  expect(toLanguage('system', [])).toBe('en')
})

test('times and numbers follow the form of the language that the system prefers', () => {
  expect(toLocale('en', ['ko-KR', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(toLocale('ko', ['en-US'])).toBe('ko')
})
