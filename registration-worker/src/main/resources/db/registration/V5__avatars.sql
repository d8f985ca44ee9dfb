-- The table of avatars becomes a queue: what is due is claimed with a lease, so that another worker takes over what a
-- crashed one had begun. What was given goes when the avatar is ready or has failed.
alter table avatars
    drop constraint avatars_check,
    add column host       text generated always as (lower(substring(source_url from '^[A-Za-z]+://\[?([^]/:?#]*)'))) stored,
    add column due_at     timestamptz not null default now(),
    add column claim      uuid,
    add column attempts   integer     not null default 0,
    add column reason     text,
    add column content    bytea,
    add column etag       text,
    add column settled_at timestamptz,
    add constraint avatars_given check (state <> 'pending' or (source is null) <> (source_url is null)),
    add constraint avatars_made check ((state = 'ready') = (content is not null and etag is not null));
comment on column avatars.host is 'Of the URL: one slow host must not take all places.';
comment on column avatars.due_at is 'When it may be claimed: at once, after a back-off, or when the lease of a claim has ended.';
comment on column avatars.claim is 'Who holds it; only that claim may settle it.';
comment on column avatars.reason is 'Why the last attempt failed.';
comment on column avatars.content is 'The picture that is served: a PNG made here.';

-- Pictures are compressed already.
alter table avatars
    alter column source set storage external,
    alter column content set storage external;

create index avatars_due_inline on avatars (due_at) where state = 'pending' and source_url is null;
create index avatars_due_by_url on avatars (due_at) where state = 'pending' and source_url is not null;

create view avatar_content as
select sub, state, etag, content
from avatars;
comment on view avatar_content is 'Avatars to be served, for the ingress.';
grant select on avatar_content to signup_ingress;
