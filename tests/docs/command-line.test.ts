import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../electron/command-line/program.ts'
import { projectRoot } from '../architecture/source-file.ts'

const text = readFileSync(join(projectRoot, 'docs', 'command-line.md'), 'utf8')

/** Every command with its whole name: `profiles list`. */
function listCommands(command: Command, before = ''): readonly (readonly [name: string, command: Command])[] {
  return command.commands.flatMap((one): readonly (readonly [string, Command])[] => {
    const name = `${before}${one.name()}`
    return one.commands.length > 0 ? listCommands(one, `${name} `) : [[name, one]]
  })
}

const commands = listCommands(createProgram(() => {}))

describe('docs/command-line.md', () => {
  test.each(commands.map(([name]) => name))('has an example of %s', (name) => {
    expect(text).toContain(`npx tokendesk ${name}`)
  })

  test.each(
    commands.flatMap(([name, command]) =>
      command.options.map((option) => [name, option.long ?? option.flags] as const),
    ),
  )('%s names its flag %s', (_name, flag) => {
    // The address that a server listens on stands beside its command.
    expect(text).toContain(flag)
  })

  test('names no command and no flag that there is not', () => {
    const flags = new Set(commands.flatMap(([, command]) => command.options.map((option) => option.long)))
    const named = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([flag]) => flag)
    expect(named.filter((flag) => !flags.has(flag) && flag !== '--help')).toEqual([])
    const used = [...text.matchAll(/npx tokendesk ((?:profiles |keys )?[a-z]+)/g)].map(([, name]) => name)
    const known = commands.map(([name]) => name)
    expect(used.filter((name) => name !== undefined && !known.includes(name))).toEqual([])
  })
})
