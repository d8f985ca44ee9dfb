create table if not exists handled_events (
  event_id uuid primary key,
  handled_at timestamptz not null default now()
);

create table if not exists customers (
  sub uuid primary key,
  id bigint not null,
  username text,
  email text,
  locale text not null,
  created_at timestamptz not null
);
