/** What HTTP allows in a field name and in a field value (RFC 9110, section 5); line breaks would start a new field. */
const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** Tells whether HTTP allows a header of that name and value. */
export function isHttpField(name: string, value: string): boolean {
  return fieldName.test(name) && fieldValue.test(value)
}
