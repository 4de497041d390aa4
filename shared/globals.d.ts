/**
 * The few pure web classes that Node, Electron and browsers all carry and that ES2023 does not name. `shared/` is compiled
 * with no environment's types, so whatever is missing here (fetch, timers, crypto, process, document) stays out of reach.
 * Only `shared/tsconfig.json` reads this file; everybody else has the real declarations.
 */

interface URLSearchParams extends Iterable<[string, string]> {
  readonly size: number
  append(name: string, value: string): void
  delete(name: string, value?: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string, value?: string): boolean
  set(name: string, value: string): void
  sort(): void
  toString(): string
  forEach(callback: (value: string, name: string, parent: URLSearchParams) => void): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
}

declare const URLSearchParams: {
  new (init?: string | Iterable<[string, string]> | Record<string, string> | URLSearchParams): URLSearchParams
}

interface URL {
  hash: string
  host: string
  hostname: string
  href: string
  readonly origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  readonly searchParams: URLSearchParams
  username: string
  toString(): string
  toJSON(): string
}

declare const URL: {
  new (url: string | URL, base?: string | URL): URL
  canParse(url: string | URL, base?: string | URL): boolean
}

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}

declare const TextEncoder: { new (): TextEncoder }

interface TextDecoder {
  readonly encoding: string
  decode(input?: ArrayBuffer | ArrayBufferView): string
}

declare const TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder
}

declare function atob(data: string): string
declare function btoa(data: string): string
declare function structuredClone<T>(value: T): T
