import { createNetworkSockets } from '../../../src/main/diagnostics/network-sockets.ts'

// As a process in a namespace: what the desktop app's own sockets tell of the NAT there. `node nat-probe.ts URI...`
const report = await createNetworkSockets(async () => false).nat(process.argv.slice(2))
console.log(JSON.stringify(report))
