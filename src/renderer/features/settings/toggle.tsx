import { useId } from 'react'
import { Switch } from 'react-aria-components'

interface ToggleProps {
  readonly text: string
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A switch with what it does beneath it. */
export function Toggle({ text, hint, isOn, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div className="toggle">
      <Switch className="switch" isSelected={isOn} onChange={onChange} aria-describedby={id}>
        <span>{text}</span>
        <span className="switch-track" />
      </Switch>
      <p className="field-hint" id={id}>
        {hint}
      </p>
    </div>
  )
}
