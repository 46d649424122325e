// The few globals that every JavaScript host has (browsers, Node, Electron) and that the ES2024 library
// does not declare. Only tsconfig.shared.json sees this file.
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  decode(input?: Uint8Array): string
}
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string): boolean
  protocol: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  hash: string
  username: string
  password: string
  readonly origin: string
}
declare function btoa(data: string): string
declare function atob(data: string): string
