-- Tables and columns of the original, with the constraints that it lacked.

create table users (
  uuid            uuid primary key default gen_random_uuid(),
  display_name    text        not null,
  handle          text        not null,
  email           text        not null,
  -- The `sub` of the user in Cognito. 'MOCK' until `db update-cognito-user-ids` has matched the user.
  cognito_user_id text        not null default 'MOCK',
  created_at      timestamptz not null default now()
);

create unique index users_handle_key on users (lower(handle));
create unique index users_cognito_user_id_key on users (cognito_user_id) where cognito_user_id <> 'MOCK';

create table activities (
  uuid                   uuid primary key default gen_random_uuid(),
  user_uuid              uuid        not null references users (uuid),
  message                text        not null,
  replies_count          integer     not null default 0,
  reposts_count          integer     not null default 0,
  likes_count            integer     not null default 0,
  reply_to_activity_uuid uuid references activities (uuid),
  expires_at             timestamptz,
  created_at             timestamptz not null default now()
);

create index activities_created_at_idx on activities (created_at desc);
