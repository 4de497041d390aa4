import { describe, expect, test } from 'vitest'
import { readSection } from '../../../../../renderer/views/configure/draft/form-sections.ts'
import { settings } from '../../../../../renderer/views/configure/draft/settings.ts'
import { readStandardAt } from '../../../../../renderer/views/configure/draft/whole-document.ts'
import { profileSchema, secretNames } from '../../../../../shared/flow/profile.ts'

describe('the sections of the form', () => {
  test('every member of a profile has one; what is left over belongs to the profile itself', () => {
    const leftOver = Object.keys(profileSchema.shape).filter((name) => readSection(`/${name}`) === 'profile')
    expect(leftOver).toEqual(['id', 'name', 'group', 'preset', 'dialect', 'handOut'])
  })

  test.each([
    ['/signing/keyId', 'keys'],
    ['/signing/audience', 'client'],
    ['/authorization/responseType', 'grant'],
    ['/authorization/prompt', 'authorization'],
    ['/dialect/endpoints/deviceAuthorization', 'endpoints'],
    ['/dialect/request/grantTypes/ciba', 'grant'],
  ])('%s is in %s', (pointer, section) => {
    expect(readSection(pointer)).toBe(section)
  })

  test('a secret stands where it is written', () => {
    const sections = Object.fromEntries(secretNames.map((name) => [name, readSection(`/secrets/${name}`)]))
    expect(sections).toEqual({
      client_secret: 'client',
      password: 'client',
      private_key: 'keys',
      dpop_key: 'keys',
      tls_key: 'keys',
      tls_certificate: 'keys',
      subject_token: 'grant',
      actor_token: 'grant',
      assertion: 'grant',
      registration_access_token: 'registration',
    })
  })
})

describe('the settings of the form', () => {
  test('are places of a profile', () => {
    const missing = Object.entries(settings).filter(([, place]) => readStandardAt(place) === undefined)
    expect(missing).toEqual([])
  })

  test('are all that a profile has in its groups', () => {
    const groups = ['authorization', 'access', 'signing', 'dpop', 'tokenExchange', 'assertion', 'ciba', 'checks']
    const all = [...groups, 'lifecycle', 'autoRefresh'].flatMap((group) =>
      Object.keys((readStandardAt(`/${group}`) ?? {}) as object).map((name) => `/${group}/${name}`),
    )
    const places: readonly string[] = Object.values(settings)
    expect(all.filter((place) => !places.includes(place))).toEqual([])
  })
})
