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
  settings: { scene: 'unprotected', steps: (page, { people }) => press(page, people.settings) },
  'path-explained': {
    scene: 'relayed',
    async steps(page, { call }) {
      await press(page, call.path.relayed)
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
}
