import { hostContract, type OpenHost } from '../contract/host-contract.ts'
import { buildHarness } from '../support/harness.ts'
import { startPerson, type Person } from '../support/person.ts'

const expression = 'globalThis.tincan.host'

function toOpenHost(person: Person): OpenHost {
  return {
    page: person.page,
    expression,
    async restart() {
      await person.page.reload()
      await person.page.waitForFunction(() => 'tincan' in globalThis)
      return { ...toOpenHost(person), close: async () => {} }
    },
    close: person.close,
  }
}

hostContract('browser', {
  webDir: buildHarness,
  hasShell: false,
  async open(origin) {
    const person = await startPerson(origin, { frequency: 440 })
    await person.page.waitForFunction(() => 'tincan' in globalThis)
    return toOpenHost(person)
  },
})
