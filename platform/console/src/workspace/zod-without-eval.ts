import { z } from 'zod'

// Contracts are checked by plain functions: the page's content policy lets nothing be compiled from text.
z.config({ jitless: true })
