import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, Tooltip, TooltipTrigger, type ButtonProps } from 'react-aria-components'
import { withKeys } from '../keys/with-keys.tsx'

interface TextButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  /** One `primary` at most in a view; `danger` ends or destroys something. */
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet'
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: LucideIcon
  /** What it began is still going on. It keeps the focus, and a text elsewhere says what happens. */
  readonly isBusy?: boolean
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  variant = 'plain',
  size = 'medium',
  icon: Icon,
  isBusy = false,
  children,
  ...rest
}: TextButtonProps) {
  return (
    <AriaButton {...rest} className="button" data-variant={variant} data-size={size} data-busy={isBusy}>
      {Icon && <Icon size={size === 'small' ? 16 : 18} aria-hidden />}
      {children}
    </AriaButton>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  readonly icon: LucideIcon
  /** Its accessible name. */
  readonly label: string
  /** What a hover shows, where the name is longer than needed. */
  readonly hint?: string
  /** The keys that do the same, as `aria-keyshortcuts` names them. */
  readonly keys?: string | undefined
  readonly tone?: 'quiet' | 'accent'
}

export function IconButton({ icon: Icon, label, hint, keys, tone = 'quiet', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600}>
      <AriaButton
        {...rest}
        render={withKeys(keys)}
        aria-label={label}
        className="icon-button"
        data-tone={tone}
      >
        <Icon size={18} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {hint ?? label}
      </Tooltip>
    </TooltipTrigger>
  )
}
