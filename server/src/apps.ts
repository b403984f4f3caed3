import { adminApp } from '@lumbung/admin'
import { fuelApp } from '@lumbung/fuel'
import type { AppManifest } from '@lumbung/kernel'
import { ledgerApp } from '@lumbung/ledger'

/** The product on one screen. Order: what others stand on comes first. */
export const apps: readonly AppManifest[] = [adminApp, ledgerApp, fuelApp]
