/** A mouse button of the DOM (W3C Pointer Events, section 4.1.1.1) as a talk key names it; null for left and right. */
export function toTalkButton(button: number): 3 | 4 | 5 | null {
  switch (button) {
    case 1:
      return 3
    case 3:
      return 4
    case 4:
      return 5
    default:
      return null
  }
}
