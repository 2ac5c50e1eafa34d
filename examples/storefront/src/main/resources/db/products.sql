insert into Product (id, name, about, price) values (1, 'Oolong', 'A tin of tea, half a pound, from the hills', 1250);
insert into Product (id, name, about, price) values (2, 'Teapot', 'Blue glaze, for four cups', 3900);
insert into Product (id, name, about, price) values (3, 'Cup', 'Thin, without a handle', 950);
insert into Product (id, name, about, price) values (4, 'Kettle', 'Copper, sings when it boils', 6400);
