insert into PointsAccount (owner, balance) values ('ann', 10000);
insert into PointsAccount (owner, balance) values ('mia', 10000);
