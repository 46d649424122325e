/** How sound is packed. */
export const codec = {
  heading: 'Connection',
  hint: 'What you change here is heard at once, also in a call.',
  bitrate: 'Bitrate',
  bitrateAutomatic: 'Automatic, as much as the connection carries',
  redundancy: 'Send everything twice, so that a lost packet is not heard',
  redundancyAutomatic: 'Where there is room for it',
  redundancyAlways: 'Always',
  redundancyOff: 'Never',
  lowBandwidth: 'Low bandwidth',
  lowBandwidthHint:
    'For a slow or expensive connection: few and small packets, in both directions. Voices sound simpler and come a little later.',
  smallBuffers: 'Shortest delay on this computer',
  smallBuffersHint:
    'Sound passes the sound card in small pieces. If this computer is too slow for that, Tincan takes larger ones by itself. It counts from the next start of Tincan on.',
} as const
