-- Codes are kept as they were issued: operators look them up to send them again, they are no secrets beside the tokens that
-- every signup needs, and only this service's own role can read them.
create table invite_codes (
    id         bigint generated always as identity primary key,
    code       text        not null,
    code_key   text        not null unique,
    uses       integer     not null check (uses > 0),
    used       integer     not null default 0 check (used between 0 and uses),
    expires_at timestamptz,
    email      text,
    email_key  text,
    role       text,
    tags       jsonb,
    created_at timestamptz not null,
    created_by text        not null,
    check ((email is null) = (email_key is null))
);
comment on table invite_codes is 'Codes that let people in, for so many uses; whoever uses one inherits its role and tags.';
comment on column invite_codes.code_key is 'As compared (NFKC, lower case).';
comment on column invite_codes.email_key is 'Whose code it is, as compared; null: anybody''s.';

create table promo_codes (
    id         bigint generated always as identity primary key,
    code       text        not null,
    code_key   text        not null unique,
    uses       integer check (uses > 0),
    used       integer     not null default 0 check (used >= 0 and (uses is null or used <= uses)),
    valid_from timestamptz,
    expires_at timestamptz,
    created_at timestamptz not null,
    created_by text        not null,
    check (valid_from < expires_at)
);
comment on table promo_codes is 'Codes of campaigns, within their dates.';
comment on column promo_codes.uses is 'Null: without end. Such a code is not locked and not counted here, so that a campaign queues up nobody.';

create table code_uses (
    signup_id uuid        not null,
    kind      text        not null check (kind in ('invite', 'promo')),
    code_id   bigint      not null,
    used_at   timestamptz not null,
    primary key (signup_id, kind)
);
comment on table code_uses is 'Which signup used which code. No foreign key: what was used stays known when the code is gone.';

create index code_uses_of_code on code_uses (kind, code_id);
