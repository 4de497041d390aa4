import { readJsonExcess } from '../../shared/dialects/body/json-limits.ts'
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
  const excess = readJsonExcess(json)
  if (excess !== null) return refuse(excess)
  const input: unknown = JSON.parse(json)
  return hasPrototypeName(input) ? refuse('prototype_name') : ok(input)
}
