import { type ReactNode, useState } from 'react'
import { readTextAt, readTextsAt } from '../draft/document-place.ts'
import { useForm } from '../form-context.ts'
import { useField } from './use-field.ts'

const readScopes = (text: string, separator: string): readonly string[] =>
  text
    .split(separator.trim() === '' ? /\s+/ : separator)
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')

/** The scopes as one text, joined as they are sent. A separator that was just typed stays until the next word. */
export function ScopesField(): ReactNode {
  const { document } = useForm()
  const field = useField('/scopes')
  const separator = readTextAt(document, '/dialect/request/scopeSeparator')
  const joined = readTextsAt(document, '/scopes').join(separator)
  const [written, setWritten] = useState(joined)
  const text = readScopes(written, separator).join(separator) === joined ? written : joined
  return (
    <span className={field.isBad ? 'field code bad' : 'field code'}>
      <input
        {...field.attributes}
        className="v"
        type="text"
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setWritten(event.currentTarget.value)
          field.edit(readScopes(event.currentTarget.value, separator))
        }}
      />
    </span>
  )
}
