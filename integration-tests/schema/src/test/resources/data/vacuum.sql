insert into guest (id) values (1);
vacuum guest;
