/** What a browser would know of a page that hands over a fragment. */
const relayPage = /<form method="post" hidden><input name="fragment"><\/form><script>/

async function post(url: string, form: URLSearchParams, origin: string): Promise<Response> {
  const headers = { origin, 'sec-fetch-dest': 'document' }
  return fetch(url, { method: 'POST', body: form, headers, redirect: 'manual' })
}

/** Goes where a redirect points as a browser does: without the fragment, which our own page then posts to where it came from. */
async function followRedirect(location: string): Promise<Response> {
  const url = new URL(location)
  const answer = await fetch(url.href.split('#', 1)[0] ?? '', { headers: { 'sec-fetch-dest': 'document' } })
  const page = await answer.text()
  if (!relayPage.test(page)) return new Response(page, { status: answer.status })
  const own = `${url.origin}${url.pathname}`
  return post(own, new URLSearchParams({ fragment: url.hash.slice(1) }), url.origin)
}

/** Where the sign-in page sends the browser: an address to go to, or a form to post there. */
export interface WayBack {
  readonly url: string
  readonly form: URLSearchParams | null
}

/** Opens a sign-in page where nobody is asked, and gives the way back before it is taken. */
export async function openSignInPage(page: string): Promise<WayBack> {
  const answer = await fetch(page, { redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location !== null) return { url: location, form: null }
  const text = await answer.text()
  const action = /<form[^>]* action="([^"]*)"/.exec(text)?.[1]
  if (action === undefined) throw new Error(`neither a redirect nor a form: ${answer.status} ${text.slice(0, 400)}`)
  const inputs = [...text.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)]
  return { url: action, form: new URLSearchParams(inputs.map(([, name = '', value = '']) => [name, value])) }
}

/** Takes the way back, as the person's browser does it. */
export function goBack(way: WayBack, signInPage: string): Promise<Response> {
  return way.form === null ? followRedirect(way.url) : post(way.url, way.form, new URL(signInPage).origin)
}
