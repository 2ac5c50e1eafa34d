insert into account (id, balance, version) values (1, 0, 0);
insert into account (id, balance, version) values (2, 0, 0);
