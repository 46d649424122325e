/** Structured clone over strings, the same on both sides of the wire: the page gets this function as text. */
export interface Codec {
  /** Throws for what cannot be cloned, as Electron's IPC does. */
  encode(value: unknown): string
  decode(text: string): unknown
}

type Entry = readonly [tag: string, ...parts: unknown[]]

export function makeCodec(): Codec {
  const views: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    DataView,
  }
  const toText = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    }
    return btoa(text)
  }
  const toBuffer = (text: string): ArrayBuffer =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer

  const encode = (root: unknown): string => {
    const seen = new Map<object, number>()
    const entries: (Entry | null)[] = []

    const putObject = (value: object): Entry => {
      const tag = Object.prototype.toString.call(value).slice(8, -1)
      if (Array.isArray(value)) return ['array', ...value.map(put)]
      if (value instanceof Error) return ['error', value.name, value.message]
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        return ['view', tag in views ? tag : 'Uint8Array', toText(bytes)]
      }
      switch (tag) {
        case 'Date':
          return ['date', Number(value)]
        case 'Map':
          return ['map', ...[...(value as Map<unknown, unknown>)].map(([key, held]) => [put(key), put(held)])]
        case 'Set':
          return ['set', ...[...(value as Set<unknown>)].map(put)]
        case 'ArrayBuffer':
          return ['buffer', toText(new Uint8Array(value as ArrayBuffer))]
        case 'Promise':
        case 'WeakMap':
        case 'WeakSet':
          throw new Error('An object could not be cloned.')
        default:
          return ['object', ...Object.entries(value).map(([key, held]) => [key, put(held)])]
      }
    }
    /** Primitives as JSON has them; anything else as [tag, ...]. */
    const put = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (typeof value === 'number') return Number.isFinite(value) ? value : ['number', String(value)]
      if (typeof value === 'undefined') return ['undefined']
      if (typeof value === 'bigint') return ['bigint', String(value)]
      if (typeof value !== 'object') throw new Error('An object could not be cloned.')
      const known = seen.get(value)
      if (known !== undefined) return ['ref', known]
      const id = entries.push(null) - 1
      seen.set(value, id)
      entries[id] = putObject(value)
      return ['ref', id]
    }
    const head = put(root)
    return JSON.stringify([head, entries])
  }

  const decode = (text: string): unknown => {
    const [head, entries] = JSON.parse(text) as [unknown, Entry[]]
    const made = new Map<number, unknown>()

    const make = (id: number): unknown => {
      if (made.has(id)) return made.get(id)
      const [tag, ...parts] = entries[id] ?? ['undefined']
      const keep = <T>(value: T): T => {
        made.set(id, value)
        return value
      }
      switch (tag) {
        case 'array': {
          const array = keep<unknown[]>([])
          for (const part of parts) array.push(get(part))
          return array
        }
        case 'map': {
          const map = keep(new Map<unknown, unknown>())
          for (const [key, held] of parts as [unknown, unknown][]) map.set(get(key), get(held))
          return map
        }
        case 'set': {
          const set = keep(new Set<unknown>())
          for (const part of parts) set.add(get(part))
          return set
        }
        case 'date':
          return keep(new Date(Number(parts[0])))
        case 'buffer':
          return keep(toBuffer(String(parts[0])))
        case 'view':
          return keep(new (views[String(parts[0])] ?? Uint8Array)(toBuffer(String(parts[1]))))
        case 'error':
          return keep(Object.assign(new Error(String(parts[1])), { name: parts[0] }))
        default: {
          const object = keep<Record<string, unknown>>({})
          for (const [key, held] of parts as [string, unknown][]) object[key] = get(held)
          return object
        }
      }
    }
    const get = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value
      const [tag, part] = value as unknown as Entry
      if (tag === 'ref') return make(Number(part))
      if (tag === 'undefined') return undefined
      return tag === 'bigint' ? BigInt(String(part)) : Number(part)
    }
    return get(head)
  }
  return { encode, decode }
}
