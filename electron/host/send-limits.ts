/** Deadlines in milliseconds and sizes in bytes (requirements H-01 and H-02). */
export interface SendLimits {
  readonly connect: number
  readonly headers: number
  readonly idle: number
  readonly total: number
  readonly body: number
  readonly headerBytes: number
}

export const sendLimits: SendLimits = {
  connect: 10_000,
  headers: 15_000,
  idle: 10_000,
  total: 30_000,
  body: 1_048_576,
  headerBytes: 262_144,
}
