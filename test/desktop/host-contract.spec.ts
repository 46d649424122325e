import { hostContract, type OpenHost } from '../contract/host-contract.ts'
import { launch, newProfile } from './support/launch.ts'

async function openWith(profile: string): Promise<OpenHost> {
  const app = await launch({ profile })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await app.quit()
    isOpen = false
  }
  return {
    page: app.page,
    expression: 'window.host',
    close,
    async restart() {
      await close()
      return openWith(profile)
    },
  }
}

hostContract('desktop', { webDir: async () => null, hasShell: true, open: () => openWith(newProfile()) })
