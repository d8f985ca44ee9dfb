-- The ledger of mails, which is also the queue.
create table dispatches (
    dispatch_id  uuid primary key,              -- UUIDv5 of the causing event's id and the purpose
    cause_id     uuid        not null,
    purpose      text        not null check (purpose in ('confirmation', 'registration', 'already-registered')),
    sub          uuid,
    email        text,                          -- null: the address of this sub's earlier dispatch
    domain       text        not null,
    name         text,
    dialect      text,
    locale       text        not null,
    traceparent  text,
    requested_at timestamptz not null,          -- when the causing event happened
    state        text        not null default 'pending'
                 check (state in ('pending', 'handed_over', 'failed', 'abandoned')),
    attempts     int         not null default 0,
    reason       text,                          -- of the last failure, without personal data
    claim        uuid,                          -- of the worker that sends it now
    due_at       timestamptz default now(),     -- when it may be claimed: to be sent, or, when final, to be published
    updated_at   timestamptz not null default now(),
    constraint pending_is_due check (state <> 'pending' or due_at is not null)
);

comment on column dispatches.due_at is 'Claiming moves it past the lease, so a crashed worker''s claims become due again. Null: final and published.';

create index dispatches_to_send on dispatches (due_at) where state = 'pending';
create index dispatches_to_publish on dispatches (due_at) where state <> 'pending' and due_at is not null;
create index dispatches_of_user on dispatches (sub, requested_at) where sub is not null;

create view mail_status as
select dispatch_id, sub, purpose, state, attempts, reason, requested_at, updated_at
from dispatches;

-- Whoever migrates first makes the ingress's role; the other worker may be doing the same.
do $$
begin
    if not exists (select from pg_roles where rolname = 'signup_ingress') then
        create role signup_ingress login;
    end if;
exception
    when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
    execute format('grant usage on schema %I to signup_ingress', current_schema());
end
$$;
grant select on mail_status to signup_ingress;
