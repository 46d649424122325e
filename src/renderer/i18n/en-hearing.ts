/** How the others sound for me, and what goes wrong with it. */
export const hearing = {
  person: {
    heading: 'How {name} sounds for you',
    open: 'Sound of {name}: {text}',
    volume: 'Volume',
    pan: 'Direction',
    middle: 'Middle',
    left: '{share} left',
    right: '{share} right',
    mute: 'Mute for me',
    muteHint: '{name} is not told.',
    mutedShort: 'Muted for you',
    mutedText: 'You have muted {name} for yourself',
    reset: 'Reset',
  },
  echo: {
    theirsTitle: '{name} hears themselves from you',
    theirsText: 'Use headphones, or turn your speakers down.',
    theirsTextOff: 'Use headphones, or turn echo cancellation on.',
    turnOn: 'Turn echo cancellation on',
    mineTitle: 'You come back from {name}’s side',
    mineText: '{name} is told, and can end it with headphones or echo cancellation.',
  },
  headset: {
    title: '{headset} sounds like a telephone',
    text: 'A Bluetooth headset falls back to this while its microphone is used. With another microphone you hear its full sound again.',
    use: 'Use {microphone}',
    never: 'Do not ask again',
    used: 'The microphone is now {microphone}',
    usedText: 'You go on hearing through {headset}, in full quality.',
    undo: 'Undo',
  },
  settings: {
    heading: 'Hearing the others',
    hint: 'How loud one person is, and from where, is chosen in the call or at their name.',
    levelling: 'Everybody equally loud',
    levellingHint:
      'Lifts the quiet and lowers the loud, slowly. Off, everybody sounds exactly as they are sent.',
    headset: 'Warn when a headset falls back to telephone quality',
    headsetHint: 'And offer another microphone, so that a Bluetooth headset keeps its full sound.',
  },
} as const
