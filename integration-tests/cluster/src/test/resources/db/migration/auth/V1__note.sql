create table note (id int primary key);
insert into note values (1);
create table account (id bigint primary key, balance bigint not null, version int not null);
