import { z } from 'zod'

// The content security policy forbids `new Function`, with which zod would compile its schemas. Imported before all
// others, because schemas are used while modules load.
z.config({ jitless: true })
