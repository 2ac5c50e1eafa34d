insert into account (id, balance) values (1, 0);
insert into account (id, balance) values (2, 0);
