import { z } from 'zod'

/** The licence of a package that Tincan is made of. */
export const Licence = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  /** As SPDX names it, e.g. `MIT`. */
  identifier: z.string().min(1),
  /** What has to go along with it; some packages bring none. */
  text: z.string().optional(),
})
export type Licence = z.infer<typeof Licence>

/** The file beside each page, by name and version. */
export const Licences = z.array(Licence)
export type Licences = z.infer<typeof Licences>
export const LICENCES_FILE = 'licences.json'
