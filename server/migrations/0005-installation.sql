-- What belongs to the installation as a whole. Nobody but the owner has a right to it.
create table installation (
  only_one     boolean primary key default true check (only_one),
  secret_check bytea   not null check (length(secret_check) = 32)
);
comment on column installation.secret_check is 'A keyed hash by which the installation''s secret is known again. The secret itself lies beside the database.';

-- A link by which somebody who is locked out sets a new password.
alter table ceremony
  drop constraint ceremony_kind_check,
  add constraint ceremony_kind_check check (kind in (
    'passkey-sign-in', 'passkey-registration', 'single-sign-on', 'sample-link', 'password-link'));
