-- Flyway sets the search path to the schema `registration` and keeps its history there.
--
-- A signup costs five index entries at most: decisions by signup id (time-ordered, so appended on the right), users by
-- sub, and the unique keys that it claims. Whatever else is looked up goes through these.

create table decisions (
    signup_id        uuid primary key,
    outcome          text        not null check (outcome in ('created', 'rejected')),
    sub              uuid,
    violations       jsonb,
    dialect          text        not null,
    client           text        not null,
    body_mac_key     text        not null,
    body_mac         bytea       not null,
    source_topic     text        not null,
    source_partition integer     not null,
    source_offset    bigint      not null,
    accepted_at      timestamptz not null,
    decided_at       timestamptz not null,
    check ((outcome = 'created') = (sub is not null)),
    check ((outcome = 'rejected') = (violations is not null))
);
comment on table decisions is 'What became of each signup; taken once, never derived anew.';
comment on column decisions.sub is 'The user that was created. No foreign key: both rows come from one transaction and stay.';
comment on column decisions.source_offset is 'With topic and partition: the request that took the decision. Equal coordinates mean redelivery, others a client''s retry.';
comment on column decisions.body_mac is 'Keyed digest of the body: another one under the same signup id is an idempotency conflict.';

create table users (
    id                 bigint generated always as identity,
    sub                uuid primary key,
    signup_id          uuid        not null,
    dialect            text        not null,
    username           text,
    email              text,
    ext_id             text,
    real_name          text,
    first_name         text,
    last_name          text,
    role               text,
    tags               jsonb,
    attributes         jsonb,
    locale             text        not null,
    status_at_creation text        not null check (status_at_creation in ('pending', 'active')),
    avatar_url         text,
    mail_purpose       text        not null,
    next_url           text,
    created_at         timestamptz not null,
    username_key       text,
    email_key          text,
    ext_id_key         text,
    status             text        not null check (status in ('pending', 'active')),
    email_verified_at  timestamptz,
    credential         text        not null check (credential in ('none', 'pending', 'ready', 'failed')),
    password_hash      text,
    credential_at      timestamptz
) with (fillfactor = 80);
comment on table users is 'Creation values (up to created_at, never changed) and current values. A fifth of each page is left free, so that the hash that follows updates in place and touches no index.';
comment on column users.id is 'Unique by its sequence; no index, because nothing is looked up by it.';
comment on column users.username_key is 'As compared (NFKC, lower case); null where the dialect does not claim it.';
comment on column users.credential_at is 'When the password in use was chosen; a request that is not newer changes nothing.';

create unique index users_username_key on users (username_key) where username_key is not null;
create unique index users_email_key on users (email_key) where email_key is not null;
create unique index users_ext_id_key on users (ext_id_key) where ext_id_key is not null;

create table spent_challenges (
    challenge_id text primary key,
    signup_id    uuid        not null,
    spent_at     timestamptz not null
);
comment on table spent_challenges is 'Captchas and proofs of work, each presented by one signup, whatever became of it.';

create table spent_links (
    link_id          uuid primary key,
    activation_id    uuid        not null,
    sub              uuid        not null,
    purpose          text        not null,
    source_topic     text        not null,
    source_partition integer     not null,
    source_offset    bigint      not null,
    spent_at         timestamptz not null
);
comment on table spent_links is 'Mailed links, each spent by one activation.';

create table avatars (
    sub          uuid primary key,
    state        text        not null check (state in ('pending', 'ready', 'failed')),
    content_type text,
    source       bytea,
    source_url   text,
    requested_at timestamptz not null,
    check ((source is null) <> (source_url is null))
);
comment on table avatars is 'Pictures as given, a queue of those to be made.';

create view signup_status as
select d.signup_id,
       d.dialect,
       d.client,
       d.outcome,
       d.violations,
       d.accepted_at,
       d.decided_at,
       u.sub,
       u.id,
       u.username,
       u.email,
       u.ext_id,
       u.real_name,
       u.first_name,
       u.last_name,
       u.role,
       case when u.sub is not null then coalesce(u.tags, '[]') end       as tags,
       case when u.sub is not null then coalesce(u.attributes, '{}') end as attributes,
       u.locale,
       u.status_at_creation,
       u.avatar_url,
       u.mail_purpose,
       u.next_url,
       u.created_at,
       u.status,
       u.email_verified_at,
       u.credential,
       case when u.sub is not null then coalesce(a.state, 'none') end    as avatar
from decisions d
     left join users u on u.sub = d.sub
     left join avatars a on a.sub = d.sub;
comment on view signup_status is 'A signup''s outcome, for the ingress.';

create view login_credentials as
select sub, username, email, status, password_hash
from users
where password_hash is not null;
comment on view login_credentials is 'What logging in needs, for whoever does it.';
