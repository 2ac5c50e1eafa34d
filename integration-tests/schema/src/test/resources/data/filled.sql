-- A row for each instance that fills the new tables.
insert into filled (by_script) values (true);
