declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser of the PostgreSQL server that the test run uses: `inject('adminUrl')`. */
    adminUrl: string
  }
}

export {}
