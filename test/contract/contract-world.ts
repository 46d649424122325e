import { expect, test, type Page } from '@playwright/test'
import type { Host, HostState } from '../../src/shared/host.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts'

/** A running host of some kind: a page in which an expression gives the Host. */
export interface OpenHost {
  readonly page: Page
  /** e.g. `window.host`. */
  readonly expression: string
  /** Starts it anew with the same profile. */
  restart(): Promise<OpenHost>
  close(): Promise<void>
}

export interface ContractOptions {
  /** A host with an empty profile. */
  readonly open: (serverOrigin: string) => Promise<OpenHost>
  /** Pages that the server has to serve for it. */
  readonly webDir: () => Promise<string | null>
  readonly hasShell: boolean
}

/** Hosts and a server for the tests of one `describe`, new for each and closed after it. */
export interface ContractWorld {
  origin(): string
  start(): Promise<OpenHost>
  /** A host with an account. */
  join(name: string): Promise<OpenHost>
  restart(host: OpenHost): Promise<OpenHost>
  state(host: OpenHost): Promise<HostState>
}

export function contractWorld(
  options: ContractOptions,
  serverOptions: TestServerOptions = {},
): ContractWorld {
  let server: TestServer
  let hosts: OpenHost[]
  test.beforeEach(async () => {
    hosts = []
    server = await startTestServer({ webDir: await options.webDir(), ...serverOptions })
  })
  test.afterEach(async () => {
    await Promise.all(hosts.map((host) => host.close()))
    await server.dispose()
  })
  const keep = (host: OpenHost): OpenHost => {
    hosts.push(host)
    return host
  }
  const start = async (): Promise<OpenHost> => keep(await options.open(server.origin))
  return {
    origin: () => server.origin,
    start,
    async join(name) {
      const host = await start()
      const created = await ask(host, (h, [who, at]) => h.account.create({ name: who, server: at }), [
        name,
        server.origin,
      ] as const)
      expect(created).toEqual({ ok: true, value: null })
      return host
    },
    restart: async (host) => keep(await host.restart()),
    state: (host) => ask(host, (h) => h.state()),
  }
}

/** Runs a function on the host in its page. */
export function ask<T, A = null>(
  host: OpenHost,
  run: (host: Host, argument: A) => T | Promise<T>,
  argument?: A,
): Promise<T> {
  return host.page.evaluate<T>(`(${run.toString()})(${host.expression}, ${JSON.stringify(argument ?? null)})`)
}
