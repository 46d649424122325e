import { createLab, type Lab, type Namespace } from './namespace.ts'

// A small internet out of the addresses that are set aside for documentation (RFC 5737, RFC 3849), so that nothing here
// can be mistaken for a real host.

export const SERVER = { ipv4: '203.0.113.10', ipv6: '2001:db8::10' } as const
export const RELAY = { ipv4: '203.0.113.20', ipv6: '2001:db8::20' } as const
export const SECOND_RELAY = { ipv4: '203.0.113.21', ipv6: '2001:db8::21' } as const

/** How a router maps (RFC 4787, section 4.1). Both filter by address and port. */
export type Nat = 'independent' | 'symmetric'

/** What a firewall in front of a host lets out. */
export type Policy =
  | 'open'
  | 'no-udp'
  /** TCP to the relay's own port, and signaling, and nothing else. */
  | 'tcp-3478-only'
  /** TCP to port 443, wherever it is, and nothing else. */
  | 'tls-443-only'
  /** TCP to the proxy of this network, and nothing else, not even signaling. */
  | 'proxy-only'

export interface Internet {
  readonly lab: Lab
  /** Signaling server and relays, each at its public address. */
  readonly server: Namespace
  readonly relay: Namespace
  readonly secondRelay: Namespace
  /** A host with public addresses of the given families. `n` 100 to 199 is the last part of them. */
  publicHost(name: string, n: number, families: readonly ('ipv4' | 'ipv6')[]): Namespace
  /** A home with a router at a public address, and hosts behind it. `n` 1 to 99. */
  home(name: string, n: number, nat: Nat): Home
  dispose(): void
}

export interface Home {
  readonly router: Namespace
  /** The k-th host (1 to 9) of this home. */
  host(name: string, k: number): Namespace
  /** Moves a host to another cable, with another interface and address: it becomes the k-th. */
  rewire(host: Namespace, k: number): void
  /** What the router lets out, and how it maps what comes from now on. */
  configure(nat: Nat, policy: Policy, lossPercent?: number): void
  /** Forgets every mapping, as a router that restarts. */
  forgetMappings(): void
  setConnected(connected: boolean): void
}

export function createInternet(): Internet {
  const lab = createLab()
  try {
    return build(lab)
  } catch (error) {
    lab.dispose()
    throw error
  }
}

function build(lab: Lab): Internet {
  const backbone = lab.namespace('net')
  backbone.ip('link', 'add', 'br0', 'type', 'bridge')
  backbone.ip('link', 'set', 'br0', 'up')
  let ports = 0

  const plug = (namespace: Namespace, name: string): void => {
    ports += 1
    const port = `port${ports}`
    lab.link(backbone, port, namespace, name)
    backbone.ip('link', 'set', port, 'master', 'br0')
  }
  const publicHost = (name: string, n: number, families: readonly ('ipv4' | 'ipv6')[]): Namespace => {
    const host = lab.namespace(name)
    plug(host, 'eth0')
    if (families.includes('ipv4')) host.ip('addr', 'add', `203.0.113.${n}/24`, 'dev', 'eth0')
    if (families.includes('ipv6')) addIpv6(host, 'eth0', `2001:db8::${n}/64`)
    else host.run('sysctl', '-qw', 'net.ipv6.conf.eth0.disable_ipv6=1')
    return host
  }
  const both = ['ipv4', 'ipv6'] as const

  return {
    lab,
    server: publicHost('server', 10, both),
    relay: publicHost('relay', 20, both),
    secondRelay: publicHost('relay2', 21, both),
    publicHost,
    home(name, n, nat) {
      const router = lab.namespace(name)
      plug(router, 'wan')
      router.ip('addr', 'add', `203.0.113.${200 + n}/24`, 'dev', 'wan')
      router.ip('link', 'add', 'lan', 'type', 'bridge')
      router.ip('addr', 'add', `192.168.${n}.1/24`, 'dev', 'lan')
      router.ip('link', 'set', 'lan', 'up')
      router.run('sysctl', '-qw', 'net.ipv4.ip_forward=1')
      const places = new Map<Namespace, number>()
      const plugIn = (host: Namespace, k: number): void => {
        lab.link(router, `lan${k}`, host, `eth${k}`)
        router.ip('link', 'set', `lan${k}`, 'master', 'lan')
        host.run('sysctl', '-qw', `net.ipv6.conf.eth${k}.disable_ipv6=1`)
        const before = places.get(host)
        if (before !== undefined) host.ip('link', 'del', `eth${before}`)
        host.ip('addr', 'add', `192.168.${n}.${10 + k}/24`, 'dev', `eth${k}`)
        host.ip('route', 'add', 'default', 'via', `192.168.${n}.1`)
        places.set(host, k)
      }
      const home: Home = {
        router,
        host(hostName, k) {
          const host = lab.namespace(hostName)
          plugIn(host, k)
          return host
        },
        rewire: plugIn,
        configure(next, policy, lossPercent = 0) {
          router.firewall(ruleset(next, policy, lossPercent))
        },
        forgetMappings: () => void router.run('conntrack', '-F'),
        setConnected: (connected) => void router.ip('link', 'set', 'wan', connected ? 'up' : 'down'),
      }
      home.configure(nat, 'open')
      return home
    },
    dispose: () => lab.dispose(),
  }
}

export function addIpv6(host: Namespace, device: string, address: string): void {
  // Without duplicate address detection, which would take a second.
  host.ip('addr', 'add', address, 'dev', device, 'nodad')
}

/**
 * A home router. What comes in unasked is dropped, not refused: a refusal would leave a trace in the connection tracking
 * that takes the port away from the host which is just punching its hole (RFC 5128, section 3.3).
 */
function ruleset(nat: Nat, policy: Policy, lossPercent: number): string {
  const loss = lossPercent === 0 ? '' : `meta l4proto udp numgen random mod 100 < ${lossPercent} drop`
  return `
    table ip home {
      chain nat {
        type nat hook postrouting priority srcnat
        oifname "wan" masquerade ${nat === 'symmetric' ? 'random,fully-random' : ''}
      }
      chain input {
        type filter hook input priority filter; policy drop
        iifname != "wan" accept
        ct state established,related accept
        icmp type echo-request accept
      }
      chain forward {
        type filter hook forward priority filter; policy drop
        ${loss}
        ${POLICIES[policy]}
        iifname "lan" accept
        ct state established,related accept
      }
    }`
}

/** The server is dialled where a network that lets out almost nothing lets it be dialled. */
const SIGNALING_PORT = 443
const PROXY_PORT = 3128
const POLICIES: Readonly<Record<Policy, string>> = {
  open: '',
  'no-udp': 'meta l4proto udp drop',
  'tcp-3478-only': onlyTo(['tcp dport 3478', `ip daddr ${SERVER.ipv4} tcp dport ${SIGNALING_PORT}`]),
  'tls-443-only': onlyTo(['tcp dport 443']),
  // Names of the internet are not looked up in such a house, and it says so.
  'proxy-only': ['iifname "lan" udp dport 53 reject', onlyTo([`tcp dport ${PROXY_PORT}`])].join('\n'),
}

function onlyTo(open: readonly string[]): string {
  return [...open.map((where) => `iifname "lan" ${where} accept`), 'iifname "lan" drop'].join('\n')
}

export const SIGNALING = { port: SIGNALING_PORT } as const
export const PROXY = { ipv4: '203.0.113.30', port: PROXY_PORT } as const
