import { Label, Text, TextArea, TextField } from 'react-aria-components'
import { ICE_IMPORT_LENGTH } from '../../../../shared/ice/import.ts'

interface PasteFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field of many lines. */
export function PasteField({ label, hint, value, onChange }: PasteFieldProps) {
  return (
    // One more than is read, so that what was cut is told and not lost silently.
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      maxLength={ICE_IMPORT_LENGTH + 1}
      autoFocus
    >
      <Label className="field-label">{label}</Label>
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
      <TextArea className="field-input paste-area mono" rows={6} spellCheck={false} autoComplete="off" />
    </TextField>
  )
}
