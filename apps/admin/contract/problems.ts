import { problem } from '@lumbung/contract'
import { z } from 'zod'

/** Nobody hands on more than they hold themselves; `permissions` are those that the granter lacks. */
export const grantBeyondOwn = problem(
  'admin.grant_beyond_own',
  'forbidden',
  z.object({ permissions: z.array(z.string().max(120)).max(500) }),
)
export const lastAdministrator = problem('admin.last_administrator', 'rule_violated')
export const notYourself = problem('admin.not_yourself', 'rule_violated')
export const alreadyMember = problem('admin.already_member', 'conflict')
/** The address belongs to a person of another organisation, whose password is theirs. */
export const emailElsewhere = problem('admin.email_elsewhere', 'conflict')
export const usernameTaken = problem('admin.username_taken', 'conflict')
/** The person signs in elsewhere with the same password, so no one organisation may set it. */
export const accountShared = problem('admin.account_shared', 'rule_violated')
export const roleUnknown = problem('admin.role_unknown', 'rule_violated')
export const roleKeyTaken = problem('admin.role_key_taken', 'conflict')
export const roleInUse = problem('admin.role_in_use', 'conflict', z.object({ assignments: z.int() }))
export const permissionUnknown = problem(
  'admin.permission_unknown',
  'rule_violated',
  z.object({ permission: z.string().max(120) }),
)
export const scopeUnknown = problem(
  'admin.scope_unknown',
  'rule_violated',
  z.object({ kind: z.string().max(30) }),
)
export const assignmentExists = problem('admin.assignment_exists', 'conflict')
export const periodEmpty = problem('admin.period_empty', 'rule_violated')
export const alreadyAllowed = problem('admin.already_allowed', 'rule_violated')
export const tooManyRequests = problem(
  'admin.too_many_requests',
  'rule_violated',
  z.object({ most: z.int() }),
)
export const requestDecided = problem('admin.request_decided', 'conflict')
export const ownRequest = problem('admin.own_request', 'rule_violated')
export const roleLacksPermission = problem(
  'admin.role_lacks_permission',
  'rule_violated',
  z.object({ permission: z.string().max(120) }),
)
export const zoneUnknown = problem('admin.zone_unknown', 'rule_violated')
