// Calls across networks: first sound against a bare pair, through TLS alone, after a move, and how fast a failure has its name.
import type { Page } from '@playwright/test'
import { expectSoundBothWays } from '../test/e2e/callers.ts'
import { call, endCalls, watchSound } from '../test/network/support/calls.ts'
import { FAILING, failingCall, NAMED_WITHIN_MS } from '../test/network/support/failing.ts'
import { RELAY, SERVER, type Home } from '../test/network/support/internet.ts'
import { selectedPair } from '../test/network/support/routes.ts'
import { whyNoLab, type Namespace } from '../test/network/support/namespace.ts'
import { befriend, createWorld, type Caller, type World } from '../test/network/support/world.ts'
import { startBareHosts } from './bare-hosts.ts'
import { barePairCall, type BareTimes } from './bare-pair.ts'
import { median, printAim, printRow } from './statistics.ts'
import { online, ready, tincanCall, tincanCallAnsweredAtOnce } from './tincan-call.ts'

const ROUNDS = Number(process.argv[2] ?? 15)
const STUN = `stun:${RELAY.ipv4}`

const obstacle = whyNoLab()
if (obstacle !== null) {
  console.log(`Cannot run here: ${obstacle}.`)
  process.exit(1)
}

/** Rounds of a bare pair and of Tincan between the same two hosts, in turns. */
async function compare(
  where: string,
  aim: number,
  [caller, callee]: readonly [Caller, Caller],
  [left, right]: readonly [Page, Page],
): Promise<void> {
  const bare: BareTimes[] = []
  const accepted: BareTimes[] = []
  const atOnce: BareTimes[] = []
  for (let round = -2; round < ROUNDS; round++) {
    const times = [
      await barePairCall(left, right, [{ urls: STUN }]),
      await tincanCall(caller.page, callee.page, callee.name),
      await tincanCallAnsweredAtOnce(caller.page, callee.page, callee.name),
    ] as const
    await endCalls(caller, callee)
    // The first rounds only warm up.
    if (round < 0) continue
    bare.push(times[0])
    accepted.push(times[1])
    atOnce.push(times[2])
  }
  console.log(`\n${where}`)
  for (const side of ['atCallee', 'atCaller'] as const) {
    const of = (all: readonly BareTimes[]): number[] => all.map((times) => times[side])
    const at = side === 'atCallee' ? 'callee' : 'caller'
    printRow(`bare pair: call to first sound at the ${at}`, of(bare))
    printRow(`Tincan: accept to first sound at the ${at}`, of(accepted))
    printRow(`Tincan, accepted at once: call to first sound at the ${at}`, of(atOnce))
    const base = median(of(bare))
    printAim(`accept to first sound at the ${at} / bare pair`, median(of(accepted)) / base, aim, 'x')
    const ratio = (median(of(atOnce)) / base).toFixed(2)
    console.log(
      `accepted at once, call to first sound / bare pair`.padEnd(64),
      `${ratio} x (no aim: nobody rings)`,
    )
  }
}

async function throughTls(homes: readonly Home[], caller: Caller, callee: Caller): Promise<void> {
  for (const home of homes) home.configure('independent', 'tls-443-only')
  const accepted: number[] = []
  const atOnce: number[] = []
  for (let round = 0; round < Math.ceil(ROUNDS / 3); round++) {
    const times = await tincanCall(caller.page, callee.page, callee.name)
    accepted.push(Math.max(times.atCallee, times.atCaller))
    const all = await tincanCallAnsweredAtOnce(caller.page, callee.page, callee.name)
    atOnce.push(Math.max(all.atCallee, all.atCaller))
    await endCalls(caller, callee)
  }
  for (const home of homes) home.configure('independent', 'open')
  console.log('\nEverything but TLS to port 443 blocked, relay lent by the server')
  printRow('accept to first sound at both', accepted)
  printRow('accepted at once: call to first sound at both', atOnce)
  printAim('accept to first sound', median(accepted) / 1_000, 3, 's')
  printAim('accepted at once: call to first sound', median(atOnce) / 1_000, 3, 's')
}

/** Moves the caller from cable to cable in the call. */
async function moving(home: Home, host: Namespace, caller: Caller, callee: Caller): Promise<void> {
  const away: number[] = []
  await call(caller, callee)
  for (let round = 0; round < Math.ceil(ROUNDS / 3); round++) {
    await expectSoundBothWays(caller, callee)
    const before = await selectedPair(caller.page)
    const gaps = [
      await watchSound(callee.page, caller.frequency),
      await watchSound(caller.page, callee.frequency),
    ]
    home.rewire(host, 8 + (round % 2))
    away.push(Math.max(...(await Promise.all(gaps.map((gap) => gap())))))
    const after = await selectedPair(caller.page)
    if (after?.localId === before?.localId) throw new Error('The call did not move.')
  }
  await endCalls(caller, callee)
  console.log('\nAnother address in the call')
  printRow('without sound, the longer of both sides', away)
  printAim('sound back', median(away) / 1_000, 3, 's')
}

async function failing(homes: readonly Home[], caller: Caller, callee: Caller): Promise<void> {
  console.log('\nCalls that find no way, from the accept to the reason on both sides')
  for (const row of FAILING) {
    const { atCaller, afterMs } = await failingCall(row, homes, caller, callee)
    printAim(`${row.name}: ${atCaller}`, afterMs / 1_000, NAMED_WITHIN_MS / 1_000, 's')
    await endCalls(caller, callee)
  }
}

/** Runs in a world of its own, which is gone afterwards. */
async function inWorld(turnUrls: readonly string[], run: (world: World) => Promise<void>): Promise<void> {
  const world = await createWorld({ turnUrls })
  try {
    await world.relay()
    await run(world)
  } finally {
    await world.dispose()
  }
}

const twoHomes = ({ internet }: World): readonly [Home, Home] => [
  internet.home('homea', 1, 'independent'),
  internet.home('homeb', 2, 'independent'),
]

const LENT = [
  `turn:${RELAY.ipv4}?transport=udp`,
  `turn:${RELAY.ipv4}?transport=tcp`,
  `turns:${RELAY.ipv4}:443`,
]

await inWorld(LENT, async (world) => {
  const bare = await startBareHosts(world.internet.server, SERVER.ipv4)
  try {
    const homes = twoHomes(world)
    const [a, b, c] = [homes[0].host('hosta', 1), homes[0].host('hostb', 2), homes[1].host('hostc', 1)]
    const options = { servers: [{ uri: STUN }], bypassCSP: true }
    const alice = await world.person('alice', a, { frequency: 440, ...options })
    const bob = await world.person('bob', b, { frequency: 1000, ...options })
    const carol = await world.person('carol', c, { frequency: 660, ...options })
    await befriend(alice, bob)
    await befriend(alice, carol)
    for (const person of [alice, bob, carol]) await online(await ready(person))
    const left = await bare.start(a, 440)
    await compare('In the same LAN', 1.3, [alice, bob], [left, await bare.start(b, 1000)])
    await compare('Through two NATs', 1.5, [alice, carol], [left, await bare.start(c, 660)])
    await throughTls(homes, alice, carol)
    await moving(homes[0], a, alice, carol)
  } finally {
    await bare.close()
  }
})

// Nobody lends a relay here.
await inWorld([], async (world) => {
  const homes = twoHomes(world)
  const alice = await world.person('alice', homes[0].host('hosta', 1), { frequency: 440 })
  const bob = await world.person('bob', homes[1].host('hostb', 1), { frequency: 660 })
  await befriend(alice, bob)
  await failing(homes, alice, bob)
})
