import { expect, test } from 'vitest'
import { createDoctor, type DoctorParts } from '../../../../src/renderer/media/doctor/create-doctor.ts'
import { appError } from '../../../../src/shared/errors.ts'
import { IceServerId } from '../../../../src/shared/ids.ts'
import { err } from '../../../../src/shared/result.ts'
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts'

const id = IceServerId.parse('0b0f7d0e-35f5-4c1f-9a55-6a2c1fb1c0de')
const uri = 'turn:relay.example'

function doctorOf(network: object) {
  const iceServers = [{ id, uri, username: 'ann', enabled: true, hasSecret: true }]
  const host = { state: async () => ({ iceServers, settings: {} }), network, calls: {} }
  return createDoctor({ host: host as unknown as DoctorParts['host'], clock: createVirtualClock() })
}

test('a secret that cannot be read is red, and not passed over in silence', async () => {
  const error = appError('ice-secret-unreadable', 'relay.example')
  const doctor = doctorOf({ sockets: null, iceServer: async () => err(error) })
  doctor.testServer(id)
  await settle()
  const { status, rows } = doctor.state.get()
  expect(status).toBe('done')
  const bad = { status: 'bad', fault: { kind: 'host', error } }
  expect(rows).toMatchObject([{ uri, transports: [bad, bad] }])
})

test('a host that throws leaves no test that runs for ever', async () => {
  const failure = new Error('gone')
  const doctor = doctorOf({ sockets: null, iceServer: () => Promise.reject(failure) })
  const thrown = new Promise((resolve) => process.once('unhandledRejection', resolve))
  doctor.testServer(id)
  expect(await thrown).toBe(failure)
  expect(doctor.state.get()).toMatchObject({ status: 'done', rows: [], verdict: null })
})
