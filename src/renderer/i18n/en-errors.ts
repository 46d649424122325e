import type { ErrorCode } from '../../shared/errors.ts'

/** What went wrong, and what to do about it. */
export const errors = {
  'name-invalid': {
    title: 'This name cannot be used',
    action: 'Use 1 to 32 letters or digits. Spaces, dots and hyphens may stand between them.',
  },
  'name-unknown': {
    title: 'Nobody on this server has that name',
    action: 'Check the spelling, or ask which server they use.',
  },
  'name-taken': { title: 'This name belongs to somebody else', action: 'Choose another name.' },
  'name-is-own': { title: 'That is your own name', action: 'Type the name of somebody else.' },
  'registration-closed': {
    title: 'This server takes no new names',
    action: 'Ask its owner, or use another server.',
  },
  'invite-code-wrong': {
    title: 'The invite code is not right',
    action: 'Check it, or ask the owner of the server for a new one.',
  },
  'server-address-invalid': {
    title: 'This is not a server address',
    action: 'Write it like call.example.org or 192.168.1.5:7480.',
  },
  'server-unreachable': {
    title: 'The server does not answer',
    action: 'Check the address and your network. The server may also be switched off.',
  },
  'server-not-tincan': {
    title: 'Something else answers at this address',
    action: 'It is not a Tincan server. Check the address and the port.',
  },
  'server-protocol-version': {
    title: 'The server speaks another version of Tincan',
    action: 'Update Tincan, or ask the owner of the server to update it.',
  },
  'server-rejected': {
    title: 'The server closed the connection',
    action: 'Wait a minute, then try again.',
  },
  'server-untrusted': {
    title: 'The server gave another address than its own',
    action: 'Somebody may stand between you and it. Ask its owner for the right address.',
  },
  'server-timeout': { title: 'The server took too long', action: 'Try again in a moment.' },
  'server-error': { title: 'The server made a mistake', action: 'Try again. If it stays, tell its owner.' },
  'proxy-unreachable': {
    title: 'Your proxy does not answer',
    action: 'Check the proxy in the settings of your system, or whether this network still needs it.',
  },
  'proxy-refused': {
    title: 'Your proxy does not let Tincan out',
    action: 'Ask who runs the proxy to allow this server, or use another network.',
  },
  'proxy-password': {
    title: 'Your proxy wants a name and a password',
    action: 'Start Tincan with HTTPS_PROXY=http://name:password@proxy:port in its environment.',
  },
  'authentication-failed': {
    title: 'The server does not recognise you',
    action: 'The name may belong to another key by now. Choose another name, or ask the owner of the server.',
  },
  'authentication-timeout': {
    title: 'Signing in took too long',
    action: 'Check your network, then try again.',
  },
  'not-connected': {
    title: 'You are not connected to the server',
    action: 'Try again when you are online.',
  },
  'rate-limited': { title: 'That was too often in a short time', action: 'Wait a minute, then try again.' },
  'too-large': { title: 'The message was too large', action: 'Try again with less.' },
  'bad-request': {
    title: 'The server did not understand',
    action: 'Update Tincan, or ask the owner of the server to update it.',
  },
  'contact-exists': { title: 'This person is a contact already', action: 'You find them in your list.' },
  'contact-unknown': { title: 'This person is not a contact', action: 'Add them first.' },
  'contacts-full': { title: 'Your list is full', action: 'Remove somebody to make room.' },
  'key-changed': {
    title: 'The key of this person has changed',
    action: 'Open the contact and decide whether you trust the new key.',
  },
  'call-unknown': { title: 'This call is over', action: 'Call again if you like.' },
  'call-answered-elsewhere': {
    title: 'You answered on another device',
    action: 'The call goes on there.',
  },
  'call-not-allowed': {
    title: 'This person takes calls from contacts only',
    action: 'Add them as a contact, and call when they have accepted.',
  },
  'call-busy-self': { title: 'You are calling somebody already', action: 'End that call first.' },
  'call-tampered': {
    title: 'A message was altered or forged on the way',
    action:
      'It was thrown away. Somebody between you and the other, perhaps the server, changes messages. Compare your safety numbers.',
  },
  'ice-server-invalid': {
    title: 'This server cannot be used',
    action: 'Correct the marked entry. Nothing was changed.',
  },
  'ice-server-unknown': { title: 'This server is not in your list any more', action: 'Add it again.' },
  'ice-secret-unreadable': {
    title: 'The secret of your TURN server cannot be read',
    action: 'Unlock the keyring of your system, or type the secret again in Preferences > Network.',
  },
  'relay-missing': {
    title: 'The call was not made: your IP is to stay hidden, and there is no relay',
    action: 'Add a TURN server in Preferences > Network, or choose Automatic for this person.',
  },
  'microphone-refused': {
    title: 'Tincan may not use the microphone',
    action: 'Allow it in the settings of your browser or system, then try again.',
  },
  'microphone-absent': {
    title: 'No microphone was found',
    action: 'Plug one in. Tincan takes it as soon as it is there.',
  },
  'microphone-in-use': {
    title: 'The microphone cannot be opened',
    action: 'Another program may be using it. Close that program, or choose another microphone.',
  },
  'microphone-unplugged': {
    title: 'The microphone was unplugged',
    action: 'Plug it in again, or choose another one in Preferences > Sound.',
  },
  'identity-file-foreign': {
    title: 'There is no identity in this file',
    action: 'Choose a file that Tincan made when you exported your identity.',
  },
  'identity-file-newer': {
    title: 'A newer Tincan made this file',
    action: 'Update Tincan on this computer, then try again.',
  },
  'identity-file-damaged': {
    title: 'This file is damaged',
    action: 'Copy it anew from where it was, or export your identity once more.',
  },
  'identity-passphrase-wrong': {
    title: 'The passphrase is not right',
    action: 'Mind capital letters and the language of the keyboard.',
  },
  'file-unreadable': {
    title: 'The file cannot be read',
    action: 'See whether it is still there and whether you may open it.',
  },
  'file-unwritable': {
    title: 'The file cannot be written',
    action: 'Choose another folder, and see whether there is room left.',
  },
  'notifications-unsupported': {
    title: 'This system shows no notifications',
    action: 'Calls still ring, and the window of a call still comes up.',
  },
  'storage-full': {
    title: 'The disk is full',
    action: 'Make some room. Until then, changes are not kept.',
  },
  'update-unreachable': {
    title: 'New versions cannot be looked for now',
    action: 'Check the internet connection and try again.',
  },
  'update-untrusted': {
    title: 'The new version is not from the makers of Tincan',
    action: 'Nothing was installed. Try again later, or tell the people who gave you Tincan.',
  },
  'update-failed': {
    title: 'The new version could not be installed',
    action: 'Try again. If it stays, install it by hand.',
  },
  'update-in-call': {
    title: 'You are in a call',
    action: 'Restart when it is over.',
  },
  'storage-unavailable': {
    title: 'Tincan cannot save anything here',
    action: 'Check that the disk can be written to. In a browser, leave the private mode.',
  },
  'storage-corrupted': {
    title: 'The saved data was damaged',
    action: 'Tincan saved what it could and kept the damaged file next to it.',
  },
  'secrets-unprotected': {
    title: 'Your key is not protected by this computer',
    action: 'Set up a keyring in your system, then start Tincan again.',
  },
  'secrets-unreadable': {
    title: 'Your key cannot be read',
    action: 'Unlock the keyring of your system, then start Tincan again.',
  },
  'keychain-refused': {
    title: 'The keyring of your system refused to keep a secret',
    action: 'Unlock it, then try again. Nothing was changed.',
  },
  'profile-in-use': {
    title: 'Tincan is already running',
    action: 'Use the window that is open, or close it first.',
  },
  internal: { title: 'Something went wrong in Tincan', action: 'Try again. If it stays, start Tincan anew.' },
} as const satisfies Record<ErrorCode, { title: string; action: string }>
