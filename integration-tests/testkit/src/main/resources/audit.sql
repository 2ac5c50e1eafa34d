insert into entry (id, text) values (-1, 'opened');
