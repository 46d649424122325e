import type { CdpSession } from './cdp.ts'
import { findHandler, fromChromium } from './protocol.ts'

/** Answers the page's requests to the app's own scheme from the app's handler; `mayNavigate` decides about the rest. */
export async function interceptRequests(
  page: CdpSession,
  mayNavigate: (url: string, frame: string) => boolean,
): Promise<void> {
  page.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId }) => {
    const url = fromChromium(request.url)
    const respond = async (): Promise<void> => {
      if (resourceType === 'Document' && !mayNavigate(url, frameId)) {
        // Aborted, the page stays as it is, as after a prevented navigation.
        return void (await page.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
      }
      const handler = url === request.url ? undefined : findHandler(url)
      if (handler === undefined) return void (await page.send('Fetch.continueRequest', { requestId }))
      const response = await handler(new Request(url, { method: request.method, headers: request.headers }))
      await page.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    }
    // A page that went away meanwhile needs no answer.
    respond().catch(() =>
      page.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {}),
    )
  })
  await page.send('Fetch.enable', {
    patterns: [{ urlPattern: 'https://*.standin/*' }, { resourceType: 'Document', urlPattern: '*' }],
  })
}
