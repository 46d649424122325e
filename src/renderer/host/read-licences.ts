import { Licences, LICENCES_FILE } from '../../shared/model/licence.ts'

/** The licences of what this page and its app are made of; null when they are not beside the page. */
export async function readLicences(): Promise<Licences | null> {
  try {
    const response = await fetch(LICENCES_FILE)
    return response.ok ? (Licences.safeParse(await response.json()).data ?? null) : null
  } catch {
    return null
  }
}
