import type { ButtonProps } from 'react-aria-components'

/** Lets a button, which passes no such attribute on by itself, name the keys that do the same. */
export function withKeys(keys: string | undefined): NonNullable<ButtonProps['render']> {
  return (props) => <button {...props} aria-keyshortcuts={keys} />
}
