import { createContext, use } from 'react'
import type { Connection } from './connection.ts'

export const ConnectionContext = createContext<Connection | null>(null)

/** The connection of this window. */
export function useConnection(): Connection {
  const connection = use(ConnectionContext)
  if (connection === null) throw new Error('This component is outside the window’s connection.')
  return connection
}
