-- 消息通知: the person's inbox, which ways each person wants, and what went out by text message and mail.
create schema notification;

-- One message of a person's inbox. Never changed once written, but for having been read.
create table notification.message (
  person_id uuid not null,
  id uuid not null,
  -- The news it tells: topic, case and revision, or topic and event. Makes one message of one event, however often it comes.
  source text collate "C" not null,
  hall text collate "C" not null,
  kind text collate "C" not null,
  application uuid,
  number text collate "C",
  title text not null,
  body text not null,
  said_at timestamptz not null,
  read_at timestamptz,
  constraint message_pkey primary key (person_id, id),
  constraint message_source_key unique (person_id, source),
  constraint message_hall_check check (hall ~ '^[0-9]{6}$'),
  constraint message_title_check check (title <> '' and body <> ''),
  constraint message_case_check check ((application is null) = (number is null))
) with (fillfactor = 85);
-- How many are unread, and which.
create index message_unread on notification.message (person_id, id) where read_at is null;
-- The last one of a case.
create index message_application on notification.message (person_id, application, id) where application is not null;

-- Which ways a person wants to be told by, beside the inbox. No row: text messages yes, mail no.
create table notification.preference (
  person_id uuid not null,
  sms boolean not null,
  -- Sealed addresses: the confirmed one, and one that waits for its code.
  mail bytea,
  mail_asked bytea,
  mail_code bytea,
  mail_code_until timestamptz,
  mail_tries integer not null,
  changed_at timestamptz not null,
  constraint preference_pkey primary key (person_id),
  constraint preference_code_check check ((mail_code is null) = (mail_asked is null) and (mail_code is null) = (mail_code_until is null)),
  constraint preference_tries_check check (mail_tries >= 0)
);

-- One message on its way to a phone or a mailbox. Neither the number nor the text is kept.
create table notification.sending (
  hall text collate "C" not null,
  id uuid not null,
  way text collate "C" not null,
  template text collate "C" not null,
  state text collate "C" not null,
  valid_until timestamptz,
  wanted_at timestamptz not null,
  settled_at timestamptz,
  reason text,
  constraint sending_pkey primary key (hall, id),
  constraint sending_hall_check check (hall ~ '^[0-9]{6}$'),
  constraint sending_way_check check (way in ('sms', 'mail')),
  constraint sending_state_check check (state in ('waiting', 'sent', 'delivered', 'failed', 'refused', 'expired', 'no-way')),
  constraint sending_settled_check check ((state = 'waiting') = (settled_at is null))
) with (fillfactor = 85);

comment on table notification.message is '站内信：一个人的消息，每个事件恰好一条';
comment on table notification.preference is '通知方式：短信开关、确认过的邮箱（加密）';
comment on table notification.sending is '短信、邮件的发送记录，不存号码和内容';
