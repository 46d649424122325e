import { expect, type Page } from '@playwright/test'
import type { Catalogue } from '../../src/renderer/i18n/catalogue.ts'
import { en } from '../../src/renderer/i18n/en.ts'
import { ko } from '../../src/renderer/i18n/ko.ts'

export type Language = 'en' | 'ko'
const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, ko }

/** The texts of a language, with `{name}` filled in. */
export function texts(language: Language): Catalogue {
  return CATALOGUES[language]
}
export const fill = (text: string, name: string): string => text.replaceAll('{name}', name)

export interface Picture {
  /** A scene of screens-harness/scenes.ts. */
  readonly scene: string
  /** What a person does before the picture is taken. */
  readonly steps?: (page: Page, texts: Catalogue) => Promise<void>
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()
const openContact = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('row', { name })
    .first()
    .click({ position: { x: 60, y: 20 } })
const chooseInMenu = async (page: Page, texts: Catalogue, who: string, item: string): Promise<void> => {
  await press(page, fill(texts.people.more, who))
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** The button of a call by which bob is made louder: its name ends with how loud he is. */
const soundButton = (text: string): RegExp => new RegExp(fill(text, 'bob').replace('{text}', ''))

const PLAIN = [
  'first-run',
  'first-run-desktop',
  'empty',
  'rest',
  'requests',
  'offline',
  'refused',
  'calling',
  'ringing',
  'busy',
  'incoming',
  'connecting',
  'active',
  'muted-for-me',
  'echo',
  'headset',
  'test-call',
  'relayed',
  'muted',
  'peer-muted',
  'held',
  'held-by-peer',
  'reconnecting',
  'microphone-refused',
  'two-calls',
  'waiting',
  'ignored',
  'ended-failed',
  'ended-relay',
  'ended-offline',
  'ended-hung-up',
  'ended-tampered',
]

/** Every screen and state that is looked at. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  ...Object.fromEntries(PLAIN.map((scene) => [scene, { scene }])),
  'first-run-invite': {
    scene: 'first-run-invite',
    async steps(page, { firstRun }) {
      await page.getByLabel(firstRun.name).fill('alice')
      await press(page, firstRun.continue)
      await page.getByLabel(firstRun.inviteCode).fill('wrong')
      await press(page, firstRun.continue)
      await expect(page.getByLabel(firstRun.inviteCode)).toHaveAttribute('aria-invalid', 'true')
    },
  },
  'first-run-taken': {
    scene: 'first-run-taken',
    async steps(page, { firstRun }) {
      await page.getByLabel(firstRun.name).fill('bob')
      await press(page, firstRun.continue)
      await expect(page.getByLabel(firstRun.name)).toHaveAttribute('aria-invalid', 'true')
    },
  },
  microphone: {
    scene: 'first-run',
    async steps(page, { firstRun }) {
      await page.context().grantPermissions(['microphone'])
      await page.getByLabel(firstRun.name).fill('alice')
      await press(page, firstRun.continue)
      await press(page, firstRun.microphoneCheck)
      await expect(page.getByRole('meter')).toBeVisible()
    },
  },
  'microphone-step-refused': {
    scene: 'first-run',
    async steps(page, { firstRun, errors }) {
      await page.getByLabel(firstRun.name).fill('alice')
      await press(page, firstRun.continue)
      await press(page, firstRun.microphoneCheck)
      await expect(page.getByText(errors['microphone-refused'].title)).toBeVisible()
    },
  },
  person: { scene: 'rest', steps: (page) => openContact(page, 'bob') },
  'person-ringtone': {
    scene: 'rest',
    async steps(page, { preferences }) {
      await openContact(page, 'bob')
      await page.getByRole('button', { name: fill(preferences.ring.personLabel, 'bob') }).click()
      await expect(page.getByRole('listbox')).toBeVisible()
    },
  },
  'person-key-changed': { scene: 'rest', steps: (page) => openContact(page, 'José') },
  'person-blocked': { scene: 'rest', steps: (page) => openContact(page, 'mallory') },
  'person-pending': { scene: 'rest', steps: (page) => openContact(page, 'zoe') },
  'filter-none': {
    scene: 'rest',
    async steps(page, { people }) {
      await page.getByLabel(people.callField).last().fill('Marianne von Werefkin')
      await expect(page.getByText(people.noMatchHint)).toBeVisible()
    },
  },
  'dial-error': {
    scene: 'empty',
    async steps(page, { people, errors }) {
      await page.getByRole('searchbox').fill('nobody')
      await press(page, people.call)
      await expect(page.getByText(errors['name-unknown'].title)).toBeVisible()
    },
  },
  'contact-menu': {
    scene: 'rest',
    async steps(page, texts) {
      await press(page, fill(texts.people.more, 'bob'))
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  'safety-number': {
    scene: 'rest',
    async steps(page, texts) {
      await chooseInMenu(page, texts, 'bob', texts.people.menuSafety)
      await expect(page.getByRole('list', { name: texts.person.safetyNumber })).toBeVisible()
    },
  },
  nickname: {
    scene: 'rest',
    steps: (page, texts) => chooseInMenu(page, texts, 'mika', texts.people.menuNickname),
  },
  remove: {
    scene: 'rest',
    steps: (page, texts) => chooseInMenu(page, texts, 'mika', texts.people.menuRemove),
  },
  'add-contact': { scene: 'empty', steps: (page, { people }) => press(page, people.add) },
  recent: {
    scene: 'rest',
    async steps(page, { people, history }) {
      await page.getByRole('tab', { name: people.recent }).click()
      await expect(page.getByRole('grid', { name: history.list })).toBeVisible()
    },
  },
  settings: { scene: 'desktop', steps: (page, { people }) => press(page, people.settings) },
  'settings-unprotected': {
    scene: 'unprotected',
    async steps(page, { people, preferences }) {
      await press(page, people.settings)
      await page.getByRole('tab', { name: preferences.pages.account, exact: true }).click()
    },
  },
  'settings-sound': {
    scene: 'rest',
    async steps(page, { people, settings }) {
      await press(page, people.settings)
      await page.getByRole('tab', { name: settings.sound, exact: true }).click()
    },
  },
  'settings-rehearsal': {
    scene: 'rest',
    async steps(page, { people, settings, rehearsal }) {
      await press(page, people.settings)
      await page.getByRole('tab', { name: settings.sound, exact: true }).click()
      await page.getByText(rehearsal.redundancyHint).scrollIntoViewIfNeeded()
    },
  },
  'person-sound': {
    scene: 'louder-from-left',
    async steps(page, { hearing }) {
      await page.getByRole('button', { name: soundButton(hearing.person.open) }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  'headset-remedied': {
    scene: 'headset',
    async steps(page, { hearing }) {
      await press(page, hearing.headset.use.replace('{microphone}', 'Built-in microphone'))
      await expect(page.getByRole('button', { name: hearing.headset.undo, exact: true })).toBeVisible()
    },
  },
  'path-explained': {
    scene: 'relayed',
    async steps(page) {
      await page.getByRole('button', { name: /turn\.example\.org/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
}
