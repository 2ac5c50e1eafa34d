-- Two guests; a semicolon in a text: 'a;b'.
insert into guest (id) values (101);
/* and */ insert into guest (id)
  values (102);
