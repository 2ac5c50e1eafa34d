--liquibase formatted sql

--changeset bindkey:1
create table fish (id bigint not null primary key, name varchar(50) not null);

--changeset bindkey:2
insert into fish values (1, 'carp');
