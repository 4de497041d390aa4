import { type CapturedRedirect, isRedirectTo, readRedirectParameters } from '../../shared/flow/captured-redirect.ts'
import { readForm } from '../../shared/lib/form-text.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readUrl } from '../../shared/lib/url.ts'
import { isProtectedAddress } from '../host/openable-url.ts'

/** Requirement N-04: no redirect has a larger form. */
const mostFormBytes = 65_536

/** A request or navigation of the sign-in window, before it happens. */
export interface SignInStep {
  readonly url: string
  readonly isPage: boolean
  /** The body of a POST (`response_mode=form_post`). */
  readonly form?: Buffer | undefined
}

export interface SignInWatch {
  /** Whether the window may go there at all. */
  mayShow(url: string): boolean
  /** Looks at a navigation. Gives the redirect where no request will follow: its scheme belongs to no network. */
  seeNavigation(step: SignInStep): Outcome<CapturedRedirect> | null
  /** Looks at a request. `cancel`: it must not be sent. */
  seeRequest(step: SignInStep): { readonly cancel: boolean; readonly redirect: Outcome<CapturedRedirect> | null }
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? ''
const isNetwork = (url: string): boolean => /^https?:/i.test(url)

/**
 * Recognises the redirect among everything a sign-in window does, by exact origin and path and before it is loaded. A
 * navigation knows the fragment, a request knows the form: an address of the network is judged as a request, with the
 * fragment of the navigation that led to it; one of another scheme never becomes a request.
 */
export function createSignInWatch(startUrl: string, redirectUri: string, now: () => EpochMs): SignInWatch {
  const startOrigin = readUrl(startUrl)?.origin
  let navigatedTo = ''
  let ignored = 0

  const capture = (url: string, form: Buffer | undefined): Outcome<CapturedRedirect> => {
    if (form === undefined)
      return ok({ maker: 'window', url, parameters: readRedirectParameters(url), capturedAt: now(), ignored })
    if (form.length > mostFormBytes)
      return fail(problem('captured-redirect', 'redirect_unreadable', { reason: 'too_large' }))
    const text = form.toString('utf8')
    const parameters = readForm(text).map(({ name, value }) => [name, value] as const)
    return ok({ maker: 'form_post', url: redirectUri, parameters, form: text, capturedAt: now(), ignored })
  }

  return {
    // The start page may be http: elsewhere when the profile allows that; only its own origin then.
    mayShow: (url) =>
      isProtectedAddress(url) ||
      (isNetwork(url) && readUrl(url)?.origin === startOrigin) ||
      isRedirectTo(url, redirectUri),
    seeNavigation: ({ url, isPage }) => {
      if (!isPage || !isRedirectTo(url, redirectUri)) return null
      navigatedTo = url
      return isNetwork(url) ? null : capture(url, undefined)
    },
    seeRequest: ({ url, isPage, form }) => {
      if (!isRedirectTo(url, redirectUri)) return { cancel: false, redirect: null }
      if (!isPage) {
        // A picture or a frame at that address: not sent either, because it would carry whatever the address carries.
        ignored++
        return { cancel: true, redirect: null }
      }
      const whole = withoutFragment(navigatedTo) === withoutFragment(url) ? navigatedTo : url
      return { cancel: true, redirect: capture(whole, form) }
    },
  }
}
