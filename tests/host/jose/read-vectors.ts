import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../../shared/lib/json-value.ts'

const folder = join(import.meta.dirname, '../../../../shared/vectors')

/** One case of Wycheproof: a token, and whether it must be accepted with the key of its group. */
export interface WycheproofCase {
  readonly id: number
  readonly comment: string
  readonly token: string
  readonly kind: 'jws' | 'jwe'
  readonly mustAccept: boolean
  /** What a JWE opens to, in hex. */
  readonly plaintext: string | undefined
  readonly publicKey: JsonObject
  readonly privateKey: JsonObject
}

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly private: JsonObject
    readonly public?: JsonObject
    readonly tests: readonly {
      readonly tcId: number
      readonly comment: string
      readonly jws?: string | object
      readonly jwe?: string | object
      readonly pt?: string
      readonly result: 'valid' | 'invalid'
    }[]
  }[]
}

/** Tells whether the test material from outside lies beside the project. */
export const hasVectors = existsSync(join(folder, 'wycheproof'))

/** The cases of a file of Wycheproof; none where the material is absent. */
export function readWycheproof(name: string): readonly WycheproofCase[] {
  if (!hasVectors) return []
  const text = readFileSync(join(folder, 'wycheproof/testvectors_v1', `${name}_test.json`), 'utf8')
  return (JSON.parse(text) as WycheproofFile).testGroups.flatMap((group) =>
    group.tests.map((test): WycheproofCase => {
      const given = test.jws ?? test.jwe ?? ''
      return {
        id: test.tcId,
        comment: test.comment,
        // What is in JSON serialization is handed over as the text it is.
        token: typeof given === 'string' ? given : JSON.stringify(given),
        kind: test.jws === undefined ? 'jwe' : 'jws',
        mustAccept: test.result === 'valid',
        plaintext: test.pt,
        publicKey: group.public ?? group.private,
        privateKey: group.private,
      }
    }),
  )
}

/** A document of the cookbook of RFC 7520. */
export interface CookbookDocument {
  readonly file: string
  readonly title: string
  readonly input: {
    readonly payload?: string
    readonly plaintext?: string
    readonly key?: JsonObject | readonly JsonObject[]
    readonly pwd?: string
    readonly alg?: string | readonly string[]
  }
  readonly output: { readonly compact?: string; readonly json?: object; readonly json_flat?: object }
}

/** The documents with tokens, by folder. */
export function readCookbook(part: 'jws' | 'jwe' | 'curve25519' | 'rfc7797'): readonly CookbookDocument[] {
  const place = join(folder, 'rfc7520-cookbook', part)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ ...(JSON.parse(readFileSync(join(place, file), 'utf8')) as CookbookDocument), file }))
}
