/**
 * The names under which the preload and the desktop's door meet: one channel for calls, one for events. They are types,
 * because the preload may import nothing else; a constant of such a type cannot have another value.
 */
export type CallChannel = 'tokendesk.call'
export type EventChannel = 'tokendesk.event'
