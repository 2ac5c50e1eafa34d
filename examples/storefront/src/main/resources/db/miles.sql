insert into MilesAccount (owner, balance) values ('ann', 10000);
insert into MilesAccount (owner, balance) values ('mia', 10000);
