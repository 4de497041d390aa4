import { readJson } from '../../shared/dialects/body/read-json.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'

/** 1 MiB (requirement E-17), in the bytes of its JSON form. */
export const longestInput = 1_048_576

const prototypeNames = ['__proto__', 'constructor', 'prototype']

/** Members of these names are no part of the contract and are how prototypes get changed (requirement E-17). */
export function hasPrototypeName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const hasOwn = !Array.isArray(value) && prototypeNames.some((name) => Object.hasOwn(value, name))
  return hasOwn || Object.values(value).some(hasPrototypeName)
}

function buildJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    // A circle, a BigInt, or nesting that exhausts the stack: no input of the contract.
    return undefined
  }
}

/** Why a text is not read as an input, or `null`. Nesting and members are counted before anything recurses into them. */
export function readJsonRefusal(text: string): 'depth' | 'members' | 'not_json' | null {
  const read = readJson(text)
  if (read.ok) return null
  const { reason } = read.misread
  return reason === 'depth' || reason === 'members' ? reason : 'not_json'
}

/**
 * Reads what came over the bridge, where structured clone lets more through than the contract knows: dates, maps,
 * circles, any size. What is left is plain JSON data, so that the host sees the same from every door.
 */
export function readCallInput(value: unknown): Outcome<unknown> {
  const refuse = (reason: string): Outcome<unknown> => fail(problem('contract', 'input_invalid', { reason }))
  if (value === undefined) return ok(undefined)
  const json = buildJson(value)
  if (json === undefined) return refuse('not_json')
  if (Buffer.byteLength(json) > longestInput) return refuse('too_large')
  const reason = readJsonRefusal(json)
  if (reason !== null) return refuse(reason)
  const input: unknown = JSON.parse(json)
  return hasPrototypeName(input) ? refuse('prototype_name') : ok(input)
}
