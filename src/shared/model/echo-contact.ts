import { isSameName, UserName } from '../ids.ts'

/** The test contact: it answers on every server, because it lives in the app itself. Nobody else can have its name. */
export const ECHO_NAME = UserName.parse('Echo')

export const isEcho = (name: UserName): boolean => isSameName(name, ECHO_NAME)
