import type { EndReason } from '../../shared/call/call.ts'

/** Why a call ended, and what to do next. Every title takes `{name}`, whom the call was with. */
export const ends = {
  'hung-up': { title: 'You ended the call with {name}', action: 'Call again if you like.' },
  'peer-hung-up': { title: '{name} ended the call', action: 'Call again if you like.' },
  cancelled: { title: 'The call with {name} was cancelled', action: 'Call again if you like.' },
  declined: { title: 'You declined the call from {name}', action: 'They are told that you cannot talk now.' },
  'peer-declined': { title: '{name} declined the call', action: 'Perhaps it is not a good moment.' },
  missed: { title: 'You missed a call from {name}', action: 'Call back if you like.' },
  'no-answer': { title: '{name} did not answer', action: 'They see that you called.' },
  offline: {
    title: '{name} is offline',
    action: 'They will see that you called as soon as they are online.',
  },
  unreachable: {
    title: 'No device of {name} answered',
    action: 'Their connection may be poor at the moment. They will see that you called.',
  },
  'unknown-name': {
    title: 'Nobody is called {name} on this server',
    action: 'Check the spelling, or ask which server they use.',
  },
  'not-allowed': {
    title: '{name} takes calls from contacts only',
    action: 'Add them as a contact, and call again when they have accepted.',
  },
  'not-connected': {
    title: '{name} could not be called, because you are offline',
    action: 'Call again when Tincan is connected to the server.',
  },
  'key-changed': {
    title: 'The key of {name} has changed',
    action: 'Open the contact and decide whether you trust the new key. Until then no call is made.',
  },
  'rate-limited': {
    title: 'Too many calls to {name} in a short time',
    action: 'Wait a minute, then call again.',
  },
  'answered-elsewhere': { title: 'You answered {name} on another device', action: 'The call goes on there.' },
  'declined-elsewhere': { title: 'You declined {name} on another device', action: 'Call back if you like.' },
  superseded: { title: 'You and {name} called each other', action: 'The other call goes on.' },
  'connection-failed': {
    title: 'No way to {name} was found',
    action:
      'A firewall may block direct calls. Call again, try another network, or ask the owner of your server for a relay.',
  },
  'no-network': {
    title: '{name} could not be reached, because this computer has no network',
    action: 'Check the cable or the Wi-Fi, then call again.',
  },
  'relay-missing': {
    title: 'The call with {name} was not made: your IP is to stay hidden, and there is no relay',
    action: 'Add a TURN server in Preferences > Network, or let calls with this person go directly.',
  },
  'relay-refused': {
    title: 'Your relay refused you, so {name} could not be reached',
    action:
      'Test your TURN server in Preferences > Network, which says why. It may not know the user name or the secret, or be full.',
  },
  'relay-unreachable': {
    title: 'Your relay does not answer, so {name} could not be reached',
    action: 'Test your TURN server in Preferences > Network. It may be down, or this network may block it.',
  },
  'udp-blocked': {
    title: 'This network blocks direct calls, so {name} could not be reached',
    action: 'Add a TURN server that answers on TCP or TLS in Preferences > Network, or use another network.',
  },
  'no-path': {
    title: 'No way to {name} was found',
    action:
      'Both networks are strict. A relay helps: add a TURN server in Preferences > Network, or ask the owner of your server for one.',
  },
  'peer-network-failed': {
    title: 'The network of {name} could not be crossed',
    action: 'Their relay or their network does not work at the moment. They are told why.',
  },
  'connection-lost': {
    title: 'The connection to {name} was lost',
    action: 'Check your network, then call again.',
  },
  'microphone-failed': {
    title: 'The call with {name} ended, because a microphone stopped working',
    action: 'Check the microphone in Preferences > Sound, then call again.',
  },
  tampered: {
    title: 'The call with {name} was refused, because its messages were altered on the way',
    action:
      'Somebody between you, perhaps the server, changes what you tell each other. Speak in another way, and compare your safety numbers before you call again.',
  },
  'app-closed': { title: '{name} closed Tincan', action: 'Call again when they are back.' },
  'peer-gone': {
    title: 'The device of {name} has gone',
    action: 'It lost its connection or was switched off. Call again in a while.',
  },
} as const satisfies Record<EndReason, { title: string; action: string }>
