import { Fragment, type ReactNode } from 'react'
import { encodeFormText } from '../../../../shared/lib/form-text.ts'
import type { RequestPart, ShownRequest } from '../../../../shared/lib/request-part.ts'
import { buildTemplatePieces } from '../fields/template-pieces.ts'
import { useForm } from '../form-context.ts'
import type { RequestName } from '../sections/parameter-rows.ts'
import { PartValue } from './part-value.tsx'
import { buildRequestLines, isChangedPart } from './request-lines.ts'

function Line({
  part,
  request,
  children,
}: {
  readonly part: RequestPart
  readonly request: RequestName
  readonly children: ReactNode
}): ReactNode {
  const { differences } = useForm()
  return <div className={isChangedPart(part, request, differences) ? 'c' : undefined}>{children}</div>
}

/** `name=value` as it stands in a query or a form. */
function EncodedParts({
  parts,
  request,
  first,
}: {
  readonly parts: readonly RequestPart[]
  readonly request: RequestName
  readonly first: string
}): ReactNode {
  return parts.map((part, at) => (
    <Line key={`${part.in} ${part.name}`} part={part} request={request}>
      <span className="jp">{at === 0 ? first : '&'}</span>
      <span className="jk">{encodeFormText(part.name)}=</span>
      <PartValue part={part} write={encodeFormText} />
    </Line>
  ))
}

function JsonParts({
  parts,
  request,
}: {
  readonly parts: readonly RequestPart[]
  readonly request: RequestName
}): ReactNode {
  return (
    <>
      <div className="jp">{'{'}</div>
      {parts.map((part, at) => (
        <Line key={part.name} part={part} request={request}>
          <span className="jk indented">{JSON.stringify(part.name)}</span>
          <span className="jp">: </span>
          <PartValue part={part} write={(value) => JSON.stringify(value)} />
          {at < parts.length - 1 && <span className="jp">,</span>}
        </Line>
      ))}
      <div className="jp">{'}'}</div>
    </>
  )
}

/** One request, line by line, as it will be sent; what has no value yet is red. */
export function RequestPreview({
  shown,
  missing,
  name,
}: {
  readonly shown: ShownRequest
  readonly missing: readonly string[]
  readonly name: RequestName
}): ReactNode {
  const lines = buildRequestLines(shown)
  const pieces = buildTemplatePieces(lines.path, missing)
  const hosts = buildTemplatePieces(lines.host, missing)
  const isBad = [...pieces, ...hosts].some((piece) => piece.kind === 'missing')
  const write = (texts: typeof pieces): ReactNode =>
    texts.map((piece) => (
      <span key={piece.at} className={piece.kind === 'missing' ? 'var bad' : undefined}>
        {piece.text}
      </span>
    ))
  const hasQuery = lines.path.includes('?')
  return (
    <div className="pcode" translate="no">
      <div className={isBad ? 'bad' : undefined}>
        <span className="acc method">{lines.method}</span> {write(pieces)}
      </div>
      <EncodedParts parts={lines.query} request={name} first={hasQuery ? '&' : '?'} />
      <div className="gap" />
      <div>
        <span className="jk">{'Host:'}</span> <span className="js">{write(hosts)}</span>
      </div>
      {lines.headers.map((part) => (
        <Line key={part.name} part={part} request={name}>
          <span className="jk">{part.name}:</span> <PartValue part={part} />
        </Line>
      ))}
      {lines.form.length + lines.json.length > 0 && (
        <Fragment>
          <div className="gap" />
          <EncodedParts parts={lines.form} request={name} first="" />
          {lines.json.length > 0 && <JsonParts parts={lines.json} request={name} />}
        </Fragment>
      )}
    </div>
  )
}
