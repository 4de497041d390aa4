import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph, type GlyphKind } from '../parts/glyph.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { type Notice, removeNotice, useApp } from '../stores/app-store.ts'

const glyphOf: Readonly<Record<'ok' | 'info' | 'warn' | 'err', GlyphKind>> = {
  ok: 'valid',
  info: 'info',
  warn: 'attention',
  err: 'failed',
}
const textStaysMs = 6000

function NoticeCard({ notice }: { readonly notice: Notice }): ReactNode {
  const { t } = useTranslation()
  useEffect(() => {
    if (notice.kind === 'problem') return
    const timer = setTimeout(() => removeNotice(notice.id), textStaysMs)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <li className="notice">
      <Glyph kind={notice.kind === 'problem' ? 'failed' : glyphOf[notice.tone]} />
      <div className="grow">{notice.kind === 'problem' ? <ProblemNote problem={notice.problem} /> : notice.text}</div>
      <button type="button" className="ib xs" aria-label={t('actions.close')} onClick={() => removeNotice(notice.id)}>
        <IconX size={14} stroke={1.75} aria-hidden="true" />
      </button>
    </li>
  )
}

/** What a person is told once, in the corner. Problems stay until they are closed. */
export function Notices(): ReactNode {
  const notices = useApp((state) => state.notices)
  return (
    <ul className="notices" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </ul>
  )
}
