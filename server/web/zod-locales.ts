/** Zod carries its messages in fifty languages; the console has its own sentences, and needs none of them. */
export { default as en } from 'zod/v4/locales/en.js'
