-- Sessions of people (class person, distributed by token_hash) and the exact rate limits (class local).

create table kernel.session (
  token_hash bytea not null,
  id uuid not null,
  kind text not null,
  account_id uuid,
  facts jsonb not null default '{}',
  device text not null default '',
  idle_seconds integer not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint session_key primary key (token_hash),
  constraint session_token_hash_is_sha256 check (octet_length(token_hash) = 32),
  constraint session_kind_known check (kind in ('citizen', 'staff', 'kiosk')),
  constraint session_device_short check (char_length(device) <= 200),
  constraint session_idle_positive check (idle_seconds > 0),
  constraint session_expires_after_created check (expires_at > created_at)
)
-- seen_at changes every minute of use; it is in no index, so the update stays on its page (HOT).
with (fillfactor = 85);

-- "my devices" and "sign me out everywhere"
create index session_account on kernel.session (account_id) where account_id is not null;
-- the sweep of sessions long over
create index session_expiry on kernel.session (expires_at);

comment on index kernel.session_account is 'scatter: sessions lie by token, an account knows none';
comment on index kernel.session_expiry is 'scatter: a daily sweep of all';
comment on table kernel.session is '会话：一次登录，一台设备；只存令牌的 SHA-256';

-- Counting need not survive a crash and must not cost a WAL write: UNLOGGED.
create unlogged table kernel.rate (
  key_hash bytea not null,
  full_at timestamptz not null,
  constraint rate_key primary key (key_hash),
  constraint rate_key_hash_is_sha256 check (octet_length(key_hash) = 32)
)
with (fillfactor = 70);

comment on table kernel.rate is '限次：每个键何时恢复满额（GCRA）；不含原文，只存 SHA-256';
