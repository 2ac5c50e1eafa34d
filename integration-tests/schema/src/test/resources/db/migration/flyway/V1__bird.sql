create table bird (id bigint not null primary key, name varchar(50) not null);
