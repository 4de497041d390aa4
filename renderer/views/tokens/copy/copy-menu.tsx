import { Menu } from '@mantine/core'
import { IconBraces, IconId, IconKey, IconTerminal2, IconTicket, IconVariable } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyFormat, OpenedTokenSet, TokenRow } from '../../../../shared/contract/records.ts'
import { Chip } from '../../../parts/chip.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { CopyFoot } from './copy-foot.tsx'
import { buildCopyPreview, listCopyFormats } from './copy-formats.ts'
import { EndedNote } from './ended-note.tsx'

const icons = {
  raw: IconTicket,
  bearer: IconKey,
  header: IconId,
  json: IconBraces,
  curl: IconTerminal2,
  env: IconVariable,
} as const

function FormatItem({
  format,
  number,
  preview,
  isOff,
  onPick,
}: {
  readonly format: CopyFormat
  readonly number: number
  readonly preview: string
  readonly isOff: boolean
  readonly onPick: () => void
}): ReactNode {
  const { t } = useTranslation()
  const Icon = icons[format]
  return (
    <Menu.Item
      classNames={{ item: 'mi', itemLabel: 'milab' }}
      closeMenuOnClick={false}
      disabled={isOff}
      data-autofocus={number === 1 && !isOff ? true : undefined}
      aria-label={t(`tokens.copy.formats.${format}`)}
      aria-keyshortcuts={String(number)}
      onClick={onPick}
    >
      <Icon size={16} stroke={1.75} aria-hidden="true" />
      <span className="mn">{t(`tokens.copy.formats.${format}`)}</span>
      <code translate="no">{preview}</code>
      <kbd>{number}</kbd>
    </Menu.Item>
  )
}

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('.mi')?.focus()
}

/** The head of the menu: which token, and what is doubtful about it. */
function MenuHead({ token, hasEnded }: { readonly token: TokenRow; readonly hasEnded: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mh">
      <span>{t(`tokens.copy.of.${token.kind}`)}</span>
      {hasEnded ? (
        <Chip tone="err" icon={<Glyph kind="expired" size={12} />}>
          {t('tokens.copy.ended')}
        </Chip>
      ) : (
        token.expiry.disputed && (
          <Chip tone="conf" icon={<Glyph kind="conflict" size={12} />}>
            {t('tokens.copy.disputed')}
          </Chip>
        )
      )}
    </div>
  )
}

/**
 * The formats to copy a token in, each with its number key and a preview that cannot be used. It stays open, so that one
 * sees what happened and how long it stays on the clipboard. A token that has ended asks once before it copies.
 */
export function CopyMenu({
  token,
  opened,
  hasEnded,
  copy,
  isOpen,
  onOpen,
  children,
}: {
  readonly token: TokenRow
  readonly opened: OpenedTokenSet | null
  readonly hasEnded: boolean
  readonly copy: (format: CopyFormat) => Promise<boolean>
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly children: ReactElement
}): ReactNode {
  const [done, setDone] = useState<CopyFormat | null>(null)
  const [isSure, setSure] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const formats = listCopyFormats(token.kind)
  const isOff = opened === null || (hasEnded && !isSure)
  // The question that was answered is gone, and the focus would be gone with it.
  useEffect(() => {
    if (isSure) focusFirst(list.current)
  }, [isSure])
  const pick = async (format: CopyFormat): Promise<void> => {
    if (await copy(format)) setDone(format)
  }
  const pickByKey = (event: KeyboardEvent): void => {
    const format = formats[Number(event.key) - 1]
    if (!/^[1-9]$/.test(event.key) || format === undefined || isOff) return
    event.preventDefault()
    void pick(format)
  }
  const change = (next: boolean): void => {
    onOpen(next)
    if (!next) setDone(null)
  }
  return (
    <Menu
      opened={isOpen}
      onChange={change}
      position="bottom-end"
      width={452}
      offset={6}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown className="menu tcopy" ref={list} onKeyDown={pickByKey}>
        <MenuHead token={token} hasEnded={hasEnded} />
        {hasEnded && !isSure && <EndedNote at={token.expiry.at} onSure={() => setSure(true)} />}
        {formats.map((format, index) => (
          <FormatItem
            key={format}
            format={format}
            number={index + 1}
            preview={opened === null ? '' : buildCopyPreview(opened.tokenSet, token.kind, format)}
            isOff={isOff}
            onPick={() => void pick(format)}
          />
        ))}
        {done !== null && <CopyFoot format={done} onSettled={() => focusFirst(list.current)} />}
      </Menu.Dropdown>
    </Menu>
  )
}
