// The package carries no types. Only what is used here is declared, after its documentation of version 9.

declare module 'oidc-provider/lib/provider.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface StoredModel {
    readonly jti: string
    save(ttl?: number): Promise<string>
  }

  export interface GrantModel extends StoredModel {
    addOIDCScope(scope: string): void
    addOIDCClaims(claims: readonly string[]): void
    addResourceScope(resource: string, scope: string): void
  }

  interface AccessTokenModel extends StoredModel {
    readonly expiration: number
    readonly tokenType: string
    scope?: string
    resourceServer?: unknown
    setThumbprint(method: 'jkt' | 'x5t', value: unknown): void
  }

  interface IdTokenModel {
    scope?: string
    issue(options: { use: 'idtoken' }): Promise<string>
  }

  /** What waits for a person elsewhere: a device code, or a CIBA request. */
  export interface PendingModel extends StoredModel {
    readonly clientId: string
    readonly params: Readonly<Record<string, string | undefined>>
    readonly isExpired: boolean
    readonly userCode?: string
    readonly scope?: string
    accountId?: string
    grantId?: string
    error?: string
  }

  export interface OidcClient {
    readonly clientId: string
    readonly jwks?: { readonly keys: readonly object[] }
  }

  export interface ProviderContext {
    readonly req: IncomingMessage
    readonly headers: IncomingMessage['headers']
    body: unknown
    type: string
    status: number
    set(name: string, value: string | readonly string[]): void
    readonly oidc: {
      readonly route: string
      readonly issuer: string
      readonly client: OidcClient
      readonly params: Record<string, string | undefined>
      readonly provider: Provider
      readonly account?: { readonly accountId: string }
      readonly session?: { loginAccount(login: { accountId: string; transient: boolean }): void }
      readonly result?: Readonly<Record<string, unknown>>
      readonly requestParamScopes: ReadonlySet<string>
      readonly requestParamClaims: ReadonlySet<string>
      readonly resourceServers: Readonly<Record<string, { readonly scope: string }>>
      entity(name: string, value: unknown): void
      urlFor(route: string): string
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
    readonly DeviceCode: {
      findByUserCode(code: string, options?: { ignoreExpiration: boolean }): Promise<PendingModel | undefined>
    }
    readonly BackchannelAuthenticationRequest: {
      find(id: string, options?: { ignoreExpiration: boolean }): Promise<PendingModel | undefined>
    }
    /** Koa's switch: true keeps errors off the console. */
    silent: boolean
    use(middleware: (context: ProviderContext, next: () => Promise<void>) => Promise<void>): void
    on(event: 'server_error', listener: (context: ProviderContext, error: Error) => void): void
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    registerGrantType(
      name: string,
      handler: (context: ProviderContext) => Promise<void>,
      parameters: readonly string[],
      repeated?: readonly string[],
    ): void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<StartedInteraction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Facts): Promise<void>
    backchannelResult(request: PendingModel, result: string | Error): Promise<void>
  }
}

declare module 'oidc-provider/lib/helpers/grants.js' {
  import type { OidcClient, Provider, ProviderContext } from 'oidc-provider/lib/provider.js'

  interface DpopProof {
    readonly thumbprint: string
  }

  export function validateDpop(provider: Provider, context: ProviderContext): Promise<DpopProof | undefined>
  export function checkDpopReplay(
    provider: Provider,
    context: ProviderContext,
    proof: DpopProof | undefined,
    clientId: OidcClient['clientId'],
  ): Promise<void>
  /** The certificate that a token must be bound to, or nothing where this client asks for none. */
  export function checkMtlsCert(provider: Provider, context: ProviderContext): unknown
  export function resolveRequestedResources(
    provider: Provider,
    context: ProviderContext,
  ): Promise<readonly { readonly scope: string }[]>
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  export const AccessDenied: new (description?: string) => Error
  export const InvalidGrant: new (detail?: string) => Error
  export const InvalidRequest: new (description?: string) => Error
}

declare module 'oidc-provider/lib/helpers/interaction_policy/index.js' {
  import type { ProviderContext } from 'oidc-provider/lib/provider.js'

  export class Check {
    constructor(reason: string, description: string, error: string, check: (context: ProviderContext) => boolean)
    readonly reason: string
  }

  interface Prompt {
    readonly checks: Check[] & { remove(reason: string): void; add(check: Check): void; clear(): void }
  }

  export function base(): { get(name: 'login' | 'consent'): Prompt }
}
