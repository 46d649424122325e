/** Links that ask for a call or a contact. */
export const links = {
  callHeading: 'Call {name}?',
  callText: 'A link asks for this call. Nobody is called before you say so.',
  addHeading: 'Add {name}?',
  addText: 'A link asks for this. {name} learns that you would like to be a contact.',
  keep: 'Keep',
  otherKeyTitle: 'This is not the key of the link',
  otherKeyText:
    'The server names another key for {name} than the link. One of them is false, or the link is old. Ask {name} in another way before you call.',
  elsewhereHeading: '{name} is on another server',
  you: 'You, {name}',
  elsewhereText: 'Calls do not go from one server to another. You can talk all the same:',
  elsewhereInvite: 'Ask {name} to take a name on your server.',
  elsewhereProfile: 'Or take a name on theirs, in a second Tincan beside this one:',
} as const
