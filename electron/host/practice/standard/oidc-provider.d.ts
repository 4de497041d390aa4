// The package carries no types. Only what is used here is declared, after its documentation of version 9.

declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface StoredModel {
    save(ttl?: number): Promise<string>
  }

  interface GrantModel extends StoredModel {
    addOIDCScope(scope: string): void
    addOIDCClaims(claims: readonly string[]): void
    addResourceScope(resource: string, scope: string): void
  }

  interface AccessTokenModel extends StoredModel {
    readonly expiration: number
    readonly tokenType: string
    scope?: string
  }

  interface IdTokenModel {
    scope?: string
    issue(options: { use: 'idtoken' }): Promise<string>
  }

  export interface OidcClient {
    readonly clientId: string
  }

  export interface ProviderContext {
    readonly headers: IncomingMessage['headers']
    body: unknown
    type: string
    set(name: string, value: string | readonly string[]): void
    readonly oidc: {
      readonly client: OidcClient
      readonly params: Record<string, string | undefined>
      readonly provider: Provider
      readonly account?: { readonly accountId: string }
      readonly session?: { loginAccount(login: { accountId: string; transient: boolean }): void }
      readonly result?: Readonly<Record<string, unknown>>
      readonly requestParamScopes: ReadonlySet<string>
      readonly requestParamClaims: ReadonlySet<string>
      entity(name: string, value: unknown): void
    }
  }

  export interface StartedInteraction {
    readonly params: Readonly<Record<string, string | undefined>>
  }

  type Facts = Readonly<Record<string, unknown>>

  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Grant: new (facts: {
      accountId: string
      clientId: string
    }) => GrantModel
    readonly AccessToken: new (
      facts: Facts,
    ) => AccessTokenModel
    readonly RefreshToken: new (
      facts: Facts,
    ) => StoredModel
    readonly IdToken: new (
      claims: Facts,
      bound: { ctx: ProviderContext },
    ) => IdTokenModel
    /** Koa's switch: true keeps errors off the console. */
    silent: boolean
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    registerGrantType(
      name: string,
      handler: (context: ProviderContext) => Promise<void>,
      parameters: readonly string[],
    ): void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<StartedInteraction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Facts): Promise<void>
  }
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  export const AccessDenied: new (description?: string) => Error
  export const InvalidGrant: new (detail?: string) => Error
}

declare module 'oidc-provider/lib/helpers/interaction_policy/index.js' {
  import type { ProviderContext } from 'oidc-provider/lib/provider.js'

  export class Check {
    constructor(reason: string, description: string, error: string, check: (context: ProviderContext) => boolean)
    readonly reason: string
  }

  interface Prompt {
    readonly checks: Check[] & { remove(reason: string): void; add(check: Check): void }
  }

  export function base(): { get(name: 'login' | 'consent'): Prompt }
}
