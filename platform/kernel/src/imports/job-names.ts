export const VALIDATE_JOB = 'platform.validate-import'
export const APPLY_JOB = 'platform.apply-import'
export const UNDO_JOB = 'platform.undo-import'
export const PURGE_JOB = 'platform.purge-import-rows'
