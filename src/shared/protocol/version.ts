/** Version of the signaling protocol. A server refuses a client of another version by name. */
export const PROTOCOL_VERSION = 1

/** Largest signaling message in bytes. An audio offer has 3 to 6 KiB. */
export const MAX_MESSAGE_BYTES = 64 * 1024

/** How long an invite rings, by the server's clock. */
export const RING_TTL_MS = 60_000
/** Hard limit of the ringing side, which no network event can stop (DESIGN.md, section 3). */
export const RING_LOCAL_LIMIT_MS = RING_TTL_MS + 2_000
/** No device acknowledged an invite in this time: a clear failure. */
export const RING_ACK_TIMEOUT_MS = 10_000
/** How long a message for a call that is not known yet is kept. */
export const EARLY_MESSAGE_TTL_MS = 2_000
/** ICE `disconnected` for this long starts an ICE restart. */
export const ICE_RESTART_AFTER_MS = 2_000
/** From the accept to the end of a call that finds no way, so that its cause is on both screens within 15 s. */
export const CONNECT_TIMEOUT_MS = 14_000
/** A call without media ends after this time; longer if the server says that the peer is reconnecting. */
export const MEDIA_LOSS_LIMIT_MS = 30_000
export const MEDIA_LOSS_LIMIT_RECONNECTING_MS = 60_000
/** Candidates are batched over at most this time. */
export const CANDIDATE_BATCH_MS = 20
/** A connection that has not authenticated is closed after this time. */
export const AUTHENTICATION_TIMEOUT_MS = 10_000
/** Missed calls are kept this long, and at most so many per name. */
export const MISSED_CALL_TTL_MS = 30 * 24 * 3_600_000
export const MISSED_CALLS_PER_NAME = 100
