import type { ReactNode } from 'react'
import { CodeText } from '../../parts/code-text.tsx'

/** A sentence of the language files in which `names of the protocol` stand between backticks. */
export function CodeWords({ children }: { readonly children: string }): ReactNode {
  const pieces = children.split('`')
  return pieces.map((piece, index) => {
    const key = `${index} ${piece}`
    return index % 2 === 1 ? <CodeText key={key}>{piece}</CodeText> : <span key={key}>{piece}</span>
  })
}
