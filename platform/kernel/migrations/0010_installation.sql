-- The one row of this installation. secret_check is an HKDF-SHA-256 of the secret from which tokens and the passwords of
-- the database roles follow: it tells whether a process has the same secret, and nothing of the secret. Written and read
-- while migrating only, so no runtime role is granted anything.
CREATE TABLE control.installation (
  singleton boolean NOT NULL DEFAULT true CONSTRAINT installation_only_one CHECK (singleton),
  salt bytea NOT NULL CONSTRAINT installation_salt_length CHECK (octet_length(salt) = 16),
  secret_check bytea NOT NULL CONSTRAINT installation_check_length CHECK (octet_length(secret_check) = 32),
  secret_set_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT installation_pk PRIMARY KEY (singleton)
);
