import type { AppError } from '../../../../shared/errors.ts'
import { ICE_DRAFT_FAULTS, type IceDraftFault } from '../../../../shared/ice/draft-fault.ts'
import { ICE_URI_FAULTS } from '../../../../shared/ice/uri.ts'

/** Why the host does not keep a row. */
export const SERVER_FAULTS: readonly IceDraftFault[] = [...ICE_URI_FAULTS, ...ICE_DRAFT_FAULTS]
export type ServerFault = IceDraftFault

/** Null for an error of another kind. */
export const toServerFault = (error: AppError | null): ServerFault | null =>
  error?.code === 'ice-server-invalid'
    ? (SERVER_FAULTS.find((fault) => fault === error.detail) ?? null)
    : null
