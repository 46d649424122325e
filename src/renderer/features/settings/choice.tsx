import { Check, ChevronDown } from 'lucide-react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

export interface Option<T extends string> {
  readonly id: T
  readonly text: string
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
}

/** React Aria takes no empty key, and an empty device id means the system's own. */
const toKey = (id: string): string => `option:${id}`

/** One out of a few. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Select
      className="select"
      value={toKey(value)}
      onChange={(key) => {
        const chosen = options.find(({ id }) => toKey(id) === key)
        if (chosen) onChange(chosen.id)
      }}
    >
      <Label className="field-label">{label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="select-list">
          {options.map(({ id, text }) => (
            <ListBoxItem key={id} id={toKey(id)} className="menu-item select-item" textValue={text}>
              <Check size={16} className="select-check" aria-hidden />
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
