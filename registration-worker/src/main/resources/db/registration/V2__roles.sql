-- The roles may exist already: made by infrastructure with a password, or by another service's migration at this moment.
do
$$
declare
    reader text;
begin
    foreach reader in array array ['signup_ingress', 'signup_login']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = reader) then
            begin
                execute format('create role %I %s', reader, case reader when 'signup_ingress' then 'login' else 'nologin' end);
            exception
                when duplicate_object or unique_violation then null;
            end;
        end if;
    end loop;
end
$$;

grant usage on schema ${flyway:defaultSchema} to signup_ingress, signup_login;
grant select on signup_status to signup_ingress;
grant select on login_credentials to signup_login;
