import type { TFunction } from 'i18next'
import type { ProfileRow } from '../../../shared/contract/records.ts'
import type { Connection } from '../../connection.ts'
import { appStore, isLocked, savePreferences, showDialog, showView, type View } from '../../stores/app-store.ts'
import { runCancel, runCommand } from '../run-command.ts'
import type { Command } from '../shortcuts.ts'

/** One line of the palette. */
export interface PaletteAction {
  readonly id: string
  readonly group: 'tokens' | 'profiles' | 'settings'
  readonly label: string
  /** What it applies to. */
  readonly detail: string
  readonly icon:
    | 'key'
    | 'play'
    | 'refresh'
    | 'stop'
    | 'paste'
    | 'profile'
    | 'configure'
    | 'history'
    | 'plus'
    | 'import'
    | 'settings'
    | 'lock'
  readonly command: Command | null
  readonly row: ProfileRow | null
  /** Found only by typing, so that the list is short before. */
  readonly quiet: boolean
  readonly run: () => void
}

type Draft = Pick<PaletteAction, 'id' | 'group' | 'label' | 'icon'> &
  Partial<PaletteAction> & { readonly run: () => void }

const build = (draft: Draft): PaletteAction => ({ detail: '', command: null, row: null, quiet: false, ...draft })

/** What can be done with the profile that is open. */
function listProfileActions(connection: Connection, row: ProfileRow, t: TFunction): readonly PaletteAction[] {
  const byCommand = (command: Command, icon: PaletteAction['icon'], label: string): PaletteAction =>
    build({
      id: command,
      group: 'tokens',
      label,
      icon,
      command,
      detail: row.name,
      run: () => void runCommand(connection, command),
    })
  const isGoing = row.lastRun === 'running' || row.lastRun === 'waiting'
  const cancel = build({
    id: 'cancel',
    group: 'tokens',
    label: t('shell.palette.cancel'),
    icon: 'stop',
    detail: row.name,
    run: () => void runCancel(connection, row.id),
  })
  return [
    ...(isGoing ? [cancel, byCommand('paste', 'paste', t('shell.paste'))] : []),
    byCommand('get-token', 'play', t('shell.getToken')),
    ...(row.expiry === null
      ? []
      : [
          byCommand('copy-header', 'key', t('shell.palette.copyHeader')),
          byCommand('refresh', 'refresh', t('shell.refresh')),
        ]),
  ]
}

function listProfiles(rows: readonly ProfileRow[], t: TFunction): readonly PaletteAction[] {
  return rows.flatMap((row) => [
    build({
      id: `open ${row.id}`,
      group: 'profiles',
      label: row.name,
      icon: 'profile',
      detail: row.group,
      row,
      run: () => showView({ kind: 'profile', id: row.id, tab: 'run' }),
    }),
    build({
      id: `configure ${row.id}`,
      group: 'profiles',
      label: t('shell.palette.configure', { name: row.name }),
      icon: 'configure',
      quiet: true,
      run: () => showView({ kind: 'profile', id: row.id, tab: 'configure' }),
    }),
  ])
}

function listSettings(connection: Connection, t: TFunction): readonly PaletteAction[] {
  const save = (change: Parameters<typeof savePreferences>[1]) => () => void savePreferences(connection, change)
  const locked = isLocked(appStore.getState())
  const theme = (value: 'system' | 'dark' | 'light'): PaletteAction =>
    build({
      id: `theme ${value}`,
      group: 'settings',
      label: t(`shell.palette.theme.${value}`),
      icon: 'settings',
      run: save({ theme: value }),
    })
  return [
    build({
      id: 'new-profile',
      group: 'settings',
      label: t('shell.newProfile'),
      icon: 'plus',
      command: 'new-profile',
      run: () => showView({ kind: 'new-profile' }),
    }),
    build({
      id: 'history',
      group: 'settings',
      label: t('shell.history'),
      icon: 'history',
      command: 'history',
      run: () => showView({ kind: 'history' }),
    }),
    build({
      id: 'import',
      group: 'settings',
      label: t('shell.importTitle'),
      icon: 'import',
      run: () => showDialog('import'),
    }),
    ...(locked
      ? [
          build({
            id: 'unlock',
            group: 'settings',
            label: t('shell.unlock'),
            icon: 'lock',
            command: 'unlock',
            run: () => showDialog('unlock'),
          }),
        ]
      : []),
    theme('dark'),
    theme('light'),
    theme('system'),
    // Each language is named in itself, so that whoever needs it can find it.
    build({
      id: 'english',
      group: 'settings',
      label: t('shell.languages.en'),
      icon: 'settings',
      detail: t('shell.language'),
      run: save({ language: 'en' }),
    }),
    build({
      id: 'chinese',
      group: 'settings',
      label: t('shell.languages.zh'),
      icon: 'settings',
      detail: t('shell.language'),
      run: save({ language: 'zh-Hans' }),
    }),
  ]
}

/** Everything the palette can find, the open profile's actions first. */
export function listActions(
  connection: Connection,
  rows: readonly ProfileRow[],
  view: View,
  t: TFunction,
): readonly PaletteAction[] {
  const open = view.kind === 'profile' ? rows.find((row) => row.id === view.id) : undefined
  return [
    ...(open === undefined ? [] : listProfileActions(connection, open, t)),
    ...listProfiles(rows, t),
    ...listSettings(connection, t),
  ]
}
