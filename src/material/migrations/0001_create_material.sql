-- 申请材料: the files people give. Bytes lie in kernel.blob, once per hall and content; here is who gave them under which name.
create schema material;

create table material.file (
  hall text collate "C" not null,
  id uuid not null,
  sha256 text collate "C" not null,
  sm3 text collate "C" not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  pages integer,
  uploader text collate "C" not null,
  uploaded_at timestamptz not null,
  -- Null while something refers to it; else since when nothing does.
  unlinked_since timestamptz,
  scan text not null,
  threat text,
  -- When it is to be scanned (again); null: no more.
  scan_due_at timestamptz,
  scan_tries integer not null default 0,
  constraint file_pkey primary key (hall, id),
  constraint file_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint file_sm3_check check (sm3 ~ '^[0-9a-f]{64}$'),
  constraint file_name_check check (name <> ''),
  constraint file_bytes_check check (bytes > 0),
  constraint file_pages_check check (pages > 0),
  constraint file_scan_check check (scan in ('clean', 'unscanned', 'infected')),
  constraint file_threat_check check ((threat is not null) = (scan = 'infected')),
  constraint file_scan_due_check check (scan_due_at is null or scan = 'unscanned')
) with (fillfactor = 85);
create index file_content on material.file (hall, sha256);
create index file_unlinked on material.file (hall, unlinked_since) where unlinked_since is not null;
create index file_scan_due on material.file (hall, scan_due_at) where scan_due_at is not null;

-- What refers to a file: a draft and its case, a reply, a notice.
create table material.link (
  hall text collate "C" not null,
  file_id uuid not null,
  use text collate "C" not null,
  linked_at timestamptz not null,
  constraint link_pkey primary key (hall, file_id, use),
  constraint link_file_fkey foreign key (hall, file_id) references material.file (hall, id),
  constraint link_use_check check (use <> '')
);
create index link_use on material.link (hall, use);

-- A file on its way in several pieces (tus). Complete means: the file is there.
create table material.upload (
  hall text collate "C" not null,
  id uuid not null,
  uploader text collate "C" not null,
  -- The address it was begun at: it is only continued there.
  door text collate "C" not null,
  name text not null,
  types text[] not null,
  length bigint not null,
  received bigint not null default 0,
  parts integer not null default 0,
  file_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint upload_pkey primary key (hall, id),
  constraint upload_length_check check (length > 0),
  constraint upload_received_check check (received between 0 and length),
  constraint upload_parts_check check (parts >= 0),
  constraint upload_complete_check check ((file_id is not null) = (received = length))
) with (fillfactor = 85);
create index upload_expires on material.upload (hall, expires_at);

create table material.upload_part (
  hall text collate "C" not null,
  upload_id uuid not null,
  first_byte bigint not null,
  bytes bigint not null,
  sha256 text collate "C" not null,
  constraint upload_part_pkey primary key (hall, upload_id, first_byte),
  constraint upload_part_upload_fkey foreign key (hall, upload_id) references material.upload (hall, id),
  constraint upload_part_bytes_check check (bytes > 0)
);

comment on table material.file is '材料件：谁、何时、以什么名字交来的文件';
comment on table material.link is '材料件的使用：有使用的不清理';
comment on table material.upload is '分段上传';
comment on table material.upload_part is '分段上传已收到的各段';
