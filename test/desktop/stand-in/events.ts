/** An event whose default can be prevented, as Electron hands them out. */
export class CancelableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}
