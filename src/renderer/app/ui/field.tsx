import type { Ref } from 'react'
import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components'

interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  /** Shown instead of the hint, and said to belong to the field. */
  readonly error?: string | null
  readonly inputRef?: Ref<HTMLInputElement>
}

export function Field({ label, hint, placeholder, error = null, inputRef, ...rest }: FieldProps) {
  return (
    <TextField {...rest} className="field" isInvalid={error !== null} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      <Input
        className="field-input"
        {...(inputRef !== undefined && { ref: inputRef })}
        {...(placeholder !== undefined && { placeholder })}
      />
      {error === null && hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  )
}
