import { describe, expect, test } from 'vitest'
import { createSignInWatch } from '../../electron/desktop/sign-in-watch.ts'
import { epochMs } from '../../shared/lib/units.ts'

const start = 'https://idp.example.com/authorize'
const redirect = 'https://app.example.com/cb'
const watch = (redirectUri = redirect, startUrl = start) =>
  createSignInWatch(startUrl, redirectUri, () => epochMs(1_000))
const page = (url: string, form?: string) => ({
  url,
  isPage: true,
  form: form === undefined ? undefined : Buffer.from(form),
})

describe('the sign-in window', () => {
  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:a@example.com',
    'ms-msdt:/id',
    'http://idp.example.com/',
    'data:text/html,x',
    'app://tokendesk/',
    'not a url',
  ])('does not go to %s', (url) => {
    expect(watch().mayShow(url)).toBe(false)
  })

  test('goes to http: elsewhere only on the origin where the profile allowed it to start', () => {
    const insecure = watch(redirect, 'http://idp.lan:8080/authorize')
    expect(insecure.mayShow('http://idp.lan:8080/login')).toBe(true)
    expect(insecure.mayShow('http://idp.lan/login')).toBe(false)
  })

  test.each([
    'https://app.example.com/cb/',
    'https://app.example.com/CB?code=1',
    'https://app.example.com/cb%2f?code=1',
    'https://app.example.com:8443/cb?code=1',
    'http://app.example.com/cb?code=1',
    'https://app.example.com.evil.example/cb?code=1',
    'https://user@app.example.com/cb?code=1',
    'https://idp.example.com/login?next=https://app.example.com/cb?code=1',
  ])('lets %s through: it is not the redirect URI', (url) => {
    expect(watch().seeRequest(page(url))).toEqual({ cancel: false, redirect: null })
  })

  test('keeps anything but a page from reaching the redirect URI, and goes on waiting', () => {
    const one = watch()
    const picture = { url: `${redirect}?code=stolen`, isPage: false }
    expect(one.seeRequest(picture)).toEqual({ cancel: true, redirect: null })
    expect(one.seeNavigation(picture)).toBeNull()
    expect(one.seeRequest(page(`${redirect}?code=1`)).redirect).toMatchObject({ ok: true, value: { ignored: 1 } })
  })

  test('refuses a form that is too large to be an authorization response', () => {
    const seen = watch().seeRequest(page(redirect, `code=${'a'.repeat(65_536)}`))
    expect(seen).toMatchObject({ cancel: true, redirect: { ok: false, problem: { code: 'redirect_unreadable' } } })
  })

  test('catches the query of a redirect before it is sent', () => {
    const url = `${redirect}?code=a%2Bb&state=s`
    expect(watch().seeRequest(page(url))).toEqual({
      cancel: true,
      redirect: {
        ok: true,
        value: {
          maker: 'window',
          url,
          parameters: [
            ['code', 'a+b'],
            ['state', 's'],
          ],
          capturedAt: 1_000,
          ignored: 0,
        },
      },
    })
  })

  test('catches the form of a form_post, whose address has no parameters', () => {
    const one = watch()
    expect(one.seeNavigation(page(redirect))).toBeNull()
    expect(one.seeRequest(page(redirect, 'code=1&state=s'))).toMatchObject({
      cancel: true,
      redirect: {
        ok: true,
        value: {
          maker: 'form_post',
          url: redirect,
          parameters: [
            ['code', '1'],
            ['state', 's'],
          ],
        },
      },
    })
  })

  test('takes the fragment from the navigation, which a request does not carry', () => {
    const one = watch()
    expect(one.seeNavigation(page(`${redirect}#id_token=t&state=s`))).toBeNull()
    expect(one.seeRequest(page(redirect)).redirect).toMatchObject({
      value: {
        parameters: [
          ['id_token', 't'],
          ['state', 's'],
        ],
      },
    })
  })

  test('takes a signed answer wherever it stands, and keeps a form to the byte', () => {
    const fragment = watch()
    fragment.seeNavigation(page(`${redirect}#response=a.b.c`))
    expect(fragment.seeRequest(page(redirect)).redirect).toMatchObject({
      value: { parameters: [['response', 'a.b.c']] },
    })
    const form = 'response=a.b.c&x=%2b'
    expect(watch().seeRequest(page(redirect, form)).redirect).toMatchObject({ value: { maker: 'form_post', form } })
  })

  test.each([
    ['com.example.app:/cb', 'com.example.app:/cb?code=1'],
    ['com.example.app://cb', 'com.example.app://cb?code=1'],
  ])('catches a redirect to %s as a navigation, since it never becomes a request', (uri, url) => {
    const one = watch(uri)
    expect(one.mayShow(url)).toBe(true)
    expect(one.seeNavigation(page(url))).toMatchObject({
      ok: true,
      value: { maker: 'window', parameters: [['code', '1']] },
    })
    expect(one.mayShow(`${uri}/other`)).toBe(false)
  })
})
