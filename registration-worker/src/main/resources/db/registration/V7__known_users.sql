create view known_users as
select sub
from users;
comment on view known_users is 'Who there is, for the ingress.';
grant select on known_users to signup_ingress;
