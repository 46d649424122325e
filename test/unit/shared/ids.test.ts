import { expect, test } from 'vitest'
import { isSameName, UserName } from '../../../src/shared/ids.ts'

test.each(['alice', 'Anne-Marie', "O'Neil", '이민수', 'Дмитрий', 'नेहा', 'user_1', 'J. R. Doe', 'x'])(
  'accepts %s as a name and shows it as written',
  (text) => {
    expect(UserName.parse(text)).toBe(text.normalize('NFKC'))
  },
)

test.each([
  ['', 'name-length'],
  ['   ', 'name-length'],
  ['a'.repeat(33), 'name-length'],
  ['a  b', 'name-characters'],
  ['bob@example', 'name-characters'],
  ['a/b', 'name-characters'],
  ['ali\u200Bce', 'name-characters'],
  ['\u202Eecila', 'name-characters'],
  ['.hidden', 'name-characters'],
  ['tab\tbed', 'name-characters'],
])('refuses %j and says why', (text, reason) => {
  expect(UserName.safeParse(text).error?.issues[0]?.message).toBe(reason)
})

test('counts code points, not UTF-16 units', () => {
  expect(UserName.safeParse('𝒜'.repeat(32)).success).toBe(true)
})

test.each([
  ['Ann', 'ann'],
  ['STRASSE', 'straße'],
  ['ｂｏｂ', 'bob'],
  ['ΟΔΟΣ', 'οδος'],
])('%s and %s are one person', (a, b) => {
  expect(isSameName(UserName.parse(a), UserName.parse(b))).toBe(true)
})

test('different names stay different', () => {
  expect(isSameName(UserName.parse('ann'), UserName.parse('anna'))).toBe(false)
})
