-- 统一身份认证. Who is a person lies by person, how one signs in by account, what one is found by under its own digest
-- (class person with three keys): no table here knows a hall. Who did it (…_by, by_account) is text: a system has no account. Personal data is sealed (…_sealed: house.seal, place
-- `identity.person.<column> <person_id>`).
create schema identity;

-- What is unique in the whole installation: id number, credit code, phone and name one signs in with. Only digests.
create table identity.lookup (
  key_hash bytea not null,
  purpose text not null,
  person_id uuid not null,
  account_id uuid,
  made_at timestamptz not null,
  constraint lookup_pkey primary key (key_hash),
  constraint lookup_key_hash_check check (octet_length(key_hash) = 32),
  constraint lookup_purpose_check check (purpose in ('id-number', 'uscc', 'phone', 'login-name')),
  constraint lookup_account_check check (account_id is not null or purpose in ('id-number', 'uscc'))
);

create table identity.person (
  person_id uuid not null,
  kind text not null,
  -- natural: masked, empty while unknown; legal: the whole name, which is public
  shown_name text not null,
  name_sealed bytea,
  id_type text not null,
  id_number_sealed bytea,
  uscc text,
  phone_sealed bytea,
  address_sealed bytea,
  assurance smallint not null,
  -- natural: the one account of the public
  account_id uuid,
  -- legal: the one legal representative
  representative_id uuid,
  -- the person this row was found to be the same as
  joined_into uuid,
  made_at timestamptz not null,
  updated_at timestamptz not null,
  constraint person_pkey primary key (person_id),
  constraint person_kind_check check (kind in ('natural', 'legal')),
  constraint person_shown_name_check check (char_length(shown_name) <= 200),
  constraint person_assurance_check check (assurance between 0 and 3),
  constraint person_legal_check check ((kind = 'legal') = (uscc is not null)),
  constraint person_account_check check (account_id is null or kind = 'natural'),
  constraint person_representative_check check (representative_id is null or kind = 'legal')
);

create table identity.account (
  account_id uuid not null,
  person_id uuid not null,
  kind text not null,
  -- staff: the name shown at work, which is no secret
  work_name text,
  password_hash text,
  password_changed_at timestamptz,
  -- digests of the few addresses from which the password was last right
  known_addresses bytea[] not null,
  state text not null,
  made_at timestamptz not null,
  signed_in_at timestamptz,
  constraint account_pkey primary key (account_id),
  constraint account_kind_check check (kind in ('citizen', 'staff')),
  constraint account_state_check check (state in ('open', 'closed')),
  constraint account_work_name_check check ((kind = 'staff') = (work_name is not null)),
  constraint account_known_addresses_check check (cardinality(known_addresses) <= 5)
)
with (fillfactor = 85);

-- What happened to an account; only added to.
create table identity.account_step (
  account_id uuid not null,
  id uuid not null,
  kind text not null,
  by_account text,
  facts jsonb not null,
  happened_at timestamptz not null,
  constraint account_step_pkey primary key (account_id, id)
);

-- Seats of staff: a post of organization (its duties are read there).
create table identity.seat (
  account_id uuid not null,
  id uuid not null,
  hall text collate "C" not null,
  post_id uuid not null,
  department text collate "C" not null,
  since_at timestamptz not null,
  appointed_by text,
  ended_at timestamptz,
  ended_by text,
  constraint seat_pkey primary key (account_id, id)
);
create unique index seat_held on identity.seat (account_id, hall, post_id) where ended_at is null;
create index seat_hall on identity.seat (hall, department) where ended_at is null;

-- One-time codes: only a digest, one living code a phone and purpose.
create table identity.phone_code (
  key_hash bytea not null,
  code_hash bytea not null,
  tries smallint not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  constraint phone_code_pkey primary key (key_hash),
  constraint phone_code_key_hash_check check (octet_length(key_hash) = 32),
  constraint phone_code_tries_check check (tries between 0 and 5),
  constraint phone_code_used_check check ((used_at is null) = (used_by is null))
);
create index phone_code_expiry on identity.phone_code (expires_at);

-- Who may act for a legal person: its representative by law, agents by mandate. Lies by the natural person.
create table identity.mandate (
  person_id uuid not null,
  id uuid not null,
  legal_person_id uuid not null,
  role text not null,
  -- null: everything; else { items, halls }
  scope jsonb,
  from_on date not null,
  until_on date,
  granted_by text,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  constraint mandate_pkey primary key (person_id, id),
  constraint mandate_role_check check (role in ('representative', 'agent')),
  constraint mandate_term_check check (until_on >= from_on),
  constraint mandate_agent_check check (role = 'representative' or until_on is not null)
);
create unique index mandate_standing on identity.mandate (person_id, legal_person_id) where revoked_at is null;
create index mandate_legal_person on identity.mandate (legal_person_id);

-- How surely a person is known, and since when; only added to.
create table identity.assurance_change (
  person_id uuid not null,
  id uuid not null,
  from_level smallint not null,
  to_level smallint not null,
  way text not null,
  hall text collate "C",
  by_account text,
  note text,
  changed_at timestamptz not null,
  constraint assurance_change_pkey primary key (person_id, id),
  constraint assurance_change_levels_check check (from_level between 0 and 3 and to_level between 0 and 3),
  constraint assurance_change_way_check check (way in ('phone', 'real-name-check', 'counter', 'engaged', 'registered', 'withdrawn'))
);

-- Every read of personal data by staff; only added to, and the person sees it.
create table identity.access_log (
  person_id uuid not null,
  id uuid not null,
  account_id text,
  hall text collate "C",
  department text collate "C",
  fields text[] not null,
  purpose text not null,
  application_id uuid,
  read_at timestamptz not null,
  constraint access_log_pkey primary key (person_id, id),
  constraint access_log_fields_check check (cardinality(fields) > 0),
  constraint access_log_purpose_check check (char_length(purpose) between 1 and 200)
);

-- How far sealed columns have been sealed anew with a version of the key.
create table identity.seal_progress (
  table_name text not null,
  version integer not null,
  after_key jsonb,
  renewed bigint not null,
  finished_at timestamptz,
  constraint seal_progress_pkey primary key (table_name, version)
);

comment on index identity.seat_hall is 'scatter: who works in a hall, for its administrator';
comment on index identity.phone_code_expiry is 'scatter: an hourly sweep of all';
comment on index identity.mandate_legal_person is 'scatter: the delegates of a company, for its representative';
comment on table identity.lookup is '唯一性与查找：证件号、信用代码、登录手机号、登录名的摘要';
comment on table identity.person is '自然人和法人；个人信息加密';
comment on table identity.account is '账号：公众一人一个，工作人员另设';
comment on table identity.account_step is '账号经历，只增不改';
comment on table identity.seat is '任职：谁在哪个岗位';
comment on table identity.phone_code is '短信验证码，只存摘要';
comment on table identity.mandate is '法定代表人与授权委托';
comment on table identity.assurance_change is '实名等级的变化，只增不改';
comment on table identity.access_log is '谁看过我的信息，只增不改';
comment on table identity.seal_progress is '换密钥的进度';
