-- What the services and the registry expect to find: the registry's database, and the roles of the read-only views.
create database registry;
create role signup_ingress login;
create role signup_login nologin;
