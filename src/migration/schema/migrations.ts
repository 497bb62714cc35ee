/**
 * One step of the schema, in the SQL that both engines share. Three marks stand for what they do not: `{text}` a text that is
 * compared byte for byte, `{seq}` a number that the database counts up, `{clustered}` a table that is its own index.
 */
export interface SchemaStep {
  readonly version: number;
  readonly statements: readonly string[];
  /** What one of the engines says in words of its own. */
  readonly sqlite: readonly string[];
  readonly postgres: readonly string[];
}

const first: SchemaStep = {
  version: 1,
  statements: [
    // An account of the application. An employee's and a company's belong to one company, a citizen's to none.
    `CREATE TABLE mitid_accounts (
      id {text} NOT NULL PRIMARY KEY,
      class {text} NOT NULL CHECK (class IN ('citizen', 'employee', 'company')),
      cvr {text},
      state {text} NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
      created_at {text} NOT NULL,
      import_id {text},
      CHECK ((class = 'citizen') = (cvr IS NULL))
    ){clustered}`,
    `CREATE INDEX mitid_accounts_class ON mitid_accounts (class, state)`,

    // What the account was known by before MitID. `scope` is `citizen`, `employee:<CVR>` or `company:<CVR>`: a login is
    // compared within one scope. Two accounts may hold one key; a login then is a case for somebody to settle.
    `CREATE TABLE mitid_keys (
      scope {text} NOT NULL,
      kind {text} NOT NULL,
      value {text} NOT NULL,
      account_id {text} NOT NULL REFERENCES mitid_accounts (id),
      PRIMARY KEY (scope, kind, value, account_id)
    ){clustered}`,
    `CREATE INDEX mitid_keys_account ON mitid_keys (account_id)`,

    // Who the account is now. An identity has one account, and an account one identity of a kind at an issuer.
    `CREATE TABLE mitid_links (
      namespace {text} NOT NULL,
      issuer {text} NOT NULL,
      identity {text} NOT NULL,
      account_id {text} NOT NULL REFERENCES mitid_accounts (id),
      evidence {text} NOT NULL,
      linked_at {text} NOT NULL,
      CONSTRAINT mitid_links_one_account PRIMARY KEY (namespace, issuer, identity),
      CONSTRAINT mitid_links_one_identity UNIQUE (account_id, issuer, namespace)
    ){clustered}`,
    `CREATE INDEX mitid_links_time ON mitid_links (linked_at)`,

    // What somebody has vouched for beforehand: that this key still names the holder of this account. Used once.
    `CREATE TABLE mitid_approvals (
      account_id {text} NOT NULL REFERENCES mitid_accounts (id),
      kind {text} NOT NULL,
      value {text} NOT NULL,
      who {text} NOT NULL,
      why {text} NOT NULL,
      approved_at {text} NOT NULL,
      used_at {text},
      PRIMARY KEY (account_id, kind, value)
    ){clustered}`,

    // Logins that somebody must look at. One open case an identity: another login adds to `logins`.
    `CREATE TABLE mitid_cases (
      id {text} NOT NULL PRIMARY KEY,
      namespace {text} NOT NULL,
      issuer {text} NOT NULL,
      identity {text} NOT NULL,
      scope {text} NOT NULL,
      reason {text} NOT NULL,
      accounts {text} NOT NULL,
      opened_at {text} NOT NULL,
      last_at {text} NOT NULL,
      logins INTEGER NOT NULL DEFAULT 1,
      settled_at {text},
      decision {text},
      account_id {text},
      who {text},
      why {text}
    ){clustered}`,
    `CREATE UNIQUE INDEX mitid_cases_open ON mitid_cases (namespace, issuer, identity) WHERE settled_at IS NULL`,
    `CREATE INDEX mitid_cases_time ON mitid_cases (opened_at)`,

    `CREATE TABLE mitid_audit (
      seq {seq},
      at {text} NOT NULL,
      action {text} NOT NULL,
      account_id {text},
      namespace {text},
      issuer {text},
      identity {text},
      case_id {text},
      evidence {text},
      who {text},
      why {text}
    )`,

    // How far each import has come; `row_position` is written in the transaction that writes the rows up to it.
    `CREATE TABLE mitid_imports (
      id {text} NOT NULL PRIMARY KEY,
      source {text} NOT NULL,
      digest {text} NOT NULL,
      row_position INTEGER NOT NULL DEFAULT 0,
      byte_position {bigint} NOT NULL DEFAULT 0,
      accepted INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      started_at {text} NOT NULL,
      updated_at {text} NOT NULL,
      finished_at {text}
    ){clustered}`,

    // Tells a secret that was changed under its old name from the right one; says nothing of the secret itself.
    `CREATE TABLE mitid_cpr_secrets (
      id {text} NOT NULL PRIMARY KEY,
      proof {text} NOT NULL,
      since {text} NOT NULL
    ){clustered}`,
  ],
  sqlite: [
    ...['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER mitid_audit_no_${verb.toLowerCase()} BEFORE ${verb} ON mitid_audit
      BEGIN SELECT RAISE(ABORT, 'mitid_audit is append-only'); END`,
    ),
    // REPLACE deletes without asking a trigger (recursive_triggers is off). A number that SQLite is to choose is -1 here.
    `CREATE TRIGGER mitid_audit_no_replace BEFORE INSERT ON mitid_audit
      WHEN NEW.seq <> -1 AND NEW.seq <= (SELECT max(seq) FROM mitid_audit)
      BEGIN SELECT RAISE(ABORT, 'mitid_audit is append-only'); END`,
  ],
  postgres: [
    `CREATE FUNCTION mitid_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'mitid_audit is append-only'; END $$`,
    `CREATE TRIGGER mitid_audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON mitid_audit
      FOR EACH STATEMENT EXECUTE FUNCTION mitid_audit_append_only()`,
  ],
};

/** Every step there has been, oldest first. One that was released is never changed: another is added. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [first];
