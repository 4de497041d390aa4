import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { makeFocusable } from '../../run/make-focusable.ts'
import { useTokenCopy } from '../copy/use-token-copy.ts'
import { JsonText } from './json-text.tsx'
import { cutParts, type PartName, readTokenParts, type TokenPart } from './token-pieces.ts'

const colours: Readonly<Record<PartName, string>> = {
  header: 'jh',
  payload: 'jpay',
  signature: 'jsig',
  key: 'jkey',
  vector: 'jvec',
  text: 'jpay',
  tag: 'jsig',
  whole: 'jall',
}

/** The parts by name and length; each colour has its own shape. */
function Legend({ parts }: { readonly parts: readonly TokenPart[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="jwtlegend">
      {parts.map(({ name, text }) => (
        <span key={name} className={`l-${colours[name]}`}>
          {t(`tokens.sent.parts.${name}`)}
          <b>{text.length}</b>
        </span>
      ))}
    </div>
  )
}

function Part({ part }: { readonly part: TokenPart }): ReactNode {
  const { t } = useTranslation()
  const { name, text, fault } = part
  if (fault === null) return <span className={colours[name]}>{text}</span>
  return (
    <span className={colours[name]}>
      {text.slice(0, fault)}
      <mark title={t('tokens.sent.faultHere')}>{text.slice(fault, fault + 1) || '\u00a0'}</mark>
      {text.slice(fault + 1)}
    </span>
  )
}

/** A token as it was sent, in the colours of its parts, and its header where it has one. */
export function TokenText({
  setId,
  kind,
  value,
  decoded,
}: {
  readonly setId: string
  readonly kind: TokenKind
  readonly value: string
  readonly decoded: DecodedToken
}): ReactNode {
  const { t } = useTranslation()
  const { copied, copy } = useTokenCopy(setId, kind)
  const parts = readTokenParts(value, decoded)
  const { shown, hidden } = cutParts(parts)
  const header = decoded.kind === 'jws' || decoded.kind === 'jwe' ? decoded.header.json : null
  return (
    <div className="dcol">
      <div className="dlab">
        <h3>{t('tokens.sent.title')}</h3>
        <span className="grow" />
        <button type="button" className="ib xs" aria-label={t('tokens.sent.copy')} onClick={() => void copy('raw')}>
          {copied === null ? <IconCopy size={14} stroke={1.75} /> : <IconCheck size={14} stroke={1.75} />}
        </button>
      </div>
      <Legend parts={parts} />
      <section className="jwt" ref={makeFocusable} aria-label={t('tokens.sent.title')} translate="no">
        {shown.map((part, index) => (
          <span key={part.name}>
            {index > 0 && <b className="jd">.</b>}
            <Part part={part} />
          </span>
        ))}
      </section>
      {hidden > 0 && <p className="dim tnote">{t('tokens.sent.hidden', { n: hidden })}</p>}
      {header !== null && (
        <>
          <div className="dlab">
            <h3>{t('tokens.header')}</h3>
          </div>
          <JsonText text={header} label={t('tokens.header')} className="jhl" />
        </>
      )}
    </div>
  )
}
