-- 第二道验证 of staff. What an authenticator app knows lies by account, its secret sealed (house.seal, place
-- `identity.second_factor.secret_sealed <account_id>`); of recovery codes only keyed digests.
create table identity.second_factor (
  account_id uuid not null,
  secret_sealed bytea not null,
  begun_at timestamptz not null,
  -- null: shown and not yet confirmed; it asks for nothing
  confirmed_at timestamptz,
  -- the last time step whose code was taken (RFC 6238 5.2: once only)
  used_step bigint,
  constraint second_factor_pkey primary key (account_id),
  constraint second_factor_used_check check ((confirmed_at is null) = (used_step is null))
)
with (fillfactor = 85);

create table identity.recovery_code (
  account_id uuid not null,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  constraint recovery_code_pkey primary key (account_id, code_hash),
  constraint recovery_code_code_hash_check check (octet_length(code_hash) = 32)
);

comment on table identity.second_factor is '工作人员的第二道验证；密钥加密';
comment on table identity.recovery_code is '恢复码，只存摘要，每个用一次';
