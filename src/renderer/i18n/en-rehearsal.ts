/** Hearing oneself: in the preferences, and by calling the test contact. */
export const rehearsal = {
  echo: {
    row: 'Test call: you hear yourself',
    title: 'This is a test',
    text: 'Say something, then wait a moment: Echo says it again, as others would hear it. Your voice stays on this computer.',
  },
  heading: 'Rehearsal',
  hint: 'Hear yourself as the others would, over a connection as bad as you like. Headphones help.',
  start: 'Hear yourself',
  starting: 'Connecting',
  stop: 'Stop',
  inCall: 'Not during a call.',
  unsupported: 'This browser cannot make a connection worse, so you hear yourself over a perfect one.',
  loss: 'Lost packets',
  delay: 'Delay',
  jitter: 'Jitter',
  redundancy: 'Send everything twice',
  redundancyHint: 'A copy of each packet travels in the one after it (RED, RFC 2198).',
  concealed: 'Made up, because it did not come in time: {share} of the sound',
} as const
